import { printable } from "@lode/core";
import { expect } from "chai";
import fc from "fast-check";

describe("printable", () => {
  it("leaves letters, signs and other scripts alone", () => {
    const text = "\\frac{1}{2} = 0.5 ~ «ça» 数学 é 🙂 <&>";
    expect(printable(text)).to.equal(text);
  });

  it("shows what a terminal would obey or hide", () => {
    const table: readonly (readonly [string, string])[] = [
      ["a\nb\r\tc", "a\\nb\\r\\tc"],
      ["\u001b[2J\u0007\u0000", "\\x1b[2J\\x07\\x00"],
      ["\u009b31m\u007f", "\\x9b31m\\x7f"],
      ["\u202eevil\u2066", "\\u{202e}evil\\u{2066}"],
      ["a\u200bb\ufeff\u2028\u2029", "a\\u{200b}b\\u{feff}\\u{2028}\\u{2029}"],
      ["\ud83d half", "\\u{d83d} half"],
      ["\u{e0041}", "\\u{e0041}"],
    ];
    for (const [text, shown] of table) expect(printable(text)).to.equal(shown);
  });

  it("never lets a control or format character through", () => {
    const anything = fc.string({ unit: "binary", maxLength: 60 });
    fc.assert(
      fc.property(anything, (text) => {
        for (const character of printable(text)) {
          const code = character.codePointAt(0) ?? 0;
          expect(code >= 32 && !(code >= 127 && code < 160), `code ${code}`).to.equal(true);
          expect(/\p{Cf}|\p{Zl}|\p{Zp}|\p{Cs}/u.test(character), `code ${code}`).to.equal(false);
        }
      }),
      { numRuns: 300 },
    );
  });
});
