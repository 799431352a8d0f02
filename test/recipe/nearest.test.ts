import { expect } from "chai";
import fc from "fast-check";
import { core } from "./core.js";

const { nearest } = core("recipe/nearest");

const KEYS = ["groupSize", "temperature", "topP", "topK", "maxTokens"];

describe("nearest", () => {
  const cases: readonly (readonly [word: string, found: string | undefined])[] = [
    ["groupsize", "groupSize"],
    ["group_size", "groupSize"],
    ["temprature", "temperature"],
    ["maxTokns", "maxTokens"],
    ["klCoefficient", undefined],
    ["x", "topP"],
    ["", undefined],
  ];
  for (const [word, found] of cases) {
    it(`${JSON.stringify(word)}: ${found ?? "nothing"}`, () => {
      const near = nearest(word, KEYS);
      if (word === "x" || word === "") expect([undefined, "topP", "topK"]).to.include(near);
      else expect(near).to.equal(found);
    });
  }

  it("finds a key with one letter left out, doubled or in the other case", () => {
    fc.assert(
      fc.property(fc.constantFrom("groupSize", "temperature", "maxTokens"), fc.nat(), fc.constantFrom("drop", "double", "case"), (key, nat, how) => {
        const at = nat % key.length;
        const letter = { drop: "", double: key[at].repeat(2), case: key[at].toUpperCase() }[how] ?? "";
        expect(nearest(key.slice(0, at) + letter + key.slice(at + 1), KEYS)).to.equal(key);
      }),
    );
  });

  it("knows nothing among no keys", () => {
    expect(nearest("a", [])).to.equal(undefined);
  });
});
