import { expect } from "chai";
import fc from "fast-check";
import { core } from "./core.js";

const { jsonErrorPosition } = core("recipe/json-error-position");

describe("jsonErrorPosition", () => {
  // The place of the mark is where the text goes wrong.
  for (const marked of [
    '{"a": ^,}',
    '{"a" ^1}',
    "[1,^]",
    '{"a":1,^}',
    '{"a":1} ^x',
    "{^'a':1}",
    '{"a": ^tru}',
    '^"abc',
    '{"a":0^1}',
    '{"a":1 ^// no\n}',
    "[1^}",
    "^",
    "^}",
    '{"a":1^',
    '{"a":^"b\nc"}',
    "[^NaN]",
    "{^a:1}",
    "[^,1]",
    '{"a"^',
    "[[1]^:2]",
    "1^,2",
  ]) {
    it(JSON.stringify(marked), () => {
      const place = marked.indexOf("^");
      const text = marked.replace("^", "");
      expect(() => void JSON.parse(text)).to.throw(SyntaxError);
      expect(jsonErrorPosition(text)).to.equal(place);
    });
  }

  it("finds nothing wrong in what JSON.parse reads", () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(undefined, 2, "\t"), (json, space) => {
        const text = JSON.stringify(JSON.parse(json), null, space);
        expect(jsonErrorPosition(text)).to.equal(text.length);
      }),
    );
  });

  it("never goes beyond a prefix that could still be completed", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 3 }), fc.nat(), fc.constantFrom("}", "]", ",", ":", "?"), (json, cut, wrong) => {
        const text = json.slice(0, cut % (json.length + 1)) + wrong;
        fc.pre(!parses(text));
        const place = jsonErrorPosition(text);
        expect(place).to.be.at.most(text.length);
        // What comes before the place is the beginning of the text that was right.
        expect(json.startsWith(text.slice(0, Math.min(place, text.length - 1)))).to.equal(true);
      }),
    );
  });
});

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
