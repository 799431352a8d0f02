import { lastBox } from "@lode/math";
import { expect } from "chai";
import fc from "fast-check";

/** Text in which braces are balanced, escaped ones apart. */
const balanced: fc.Arbitrary<string> = fc.letrec<{ text: string }>((tie) => ({
  text: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom("", "7", "-1", "\\frac", "\\{", "\\}", "\\\\", " ", "x"),
    tie("text").map((inner) => `{${inner}}`),
    fc.tuple(tie("text"), tie("text")).map((parts) => parts.join("")),
  ),
})).text;

describe("lastBox", () => {
  it("finds what was put into the last box, whatever stands around it", () => {
    fc.assert(
      fc.property(balanced, balanced, balanced, fc.constantFrom("", " ", "\n"), (before, inside, after, gap) => {
        expect(lastBox(`${before}\\boxed{1}${before} \\boxed${gap}{${inside}}${after}`)).to.equal(inside);
      }),
    );
  });

  const cases: readonly (readonly [text: string, box: string | undefined])[] = [
    ["", undefined],
    ["7", undefined],
    ["\\boxed{7}", "7"],
    ["\\boxed{}", ""],
    ["\\boxed{6} or \\boxed{7}", "7"],
    ["\\boxed{7}\\boxed{8", undefined],
    ["\\boxed{7} \\boxed 8", undefined],
    ["\\boxed{\\frac{1}{2}}", "\\frac{1}{2}"],
    ["\\boxed{\\{1\\}}", "\\{1\\}"],
    ["\\boxed{a\\\\}", "a\\\\"],
    ["\\boxed{\\boxed{7}}", "7"],
    ["\\boxed{7\\", undefined],
    ["boxed{7}", undefined],
    ["\\fbox{7}", undefined],
  ];
  for (const [text, box] of cases)
    it(`${JSON.stringify(text)} has ${box === undefined ? "no box" : `the box ${JSON.stringify(box)}`}`, () => expect(lastBox(text)).to.equal(box));
});
