import { expect } from "chai";
import fc from "fast-check";
import { core } from "../recipe/core.js";

const { largestNeed, meets } = core("plugin/capabilities");

describe("meets", () => {
  const cases: readonly (readonly [given: readonly string[], need: string, met: boolean])[] = [
    [["values"], "values", true],
    [["value"], "values", false],
    [[], "values", false],
    [["policy.logprobs"], "policy.entropy", false],
    [["group=2"], "group>=2", true],
    [["group=1"], "group>=2", false],
    [["group=10"], "group>=9", true],
    [["groups=4"], "group>=2", false],
    [["group"], "group>=1", false],
    [["group=1", "group=3"], "group>=2", true],
  ];
  for (const [given, need, met] of cases) {
    it(`[${given.join(", ")}] ${met ? "meets" : "does not meet"} ${need}`, () => {
      expect(meets(given, need)).to.equal(met);
    });
  }

  it("compares quantities as numbers", () => {
    fc.assert(
      fc.property(fc.nat(200), fc.nat(200), (given, needed) => {
        expect(meets([`group=${given}`], `group>=${needed}`)).to.equal(given >= needed);
      }),
    );
  });
});

describe("largestNeed", () => {
  it("is the largest of a quantity's needs", () => {
    expect(largestNeed(["group>=2", "values", "group>=10", "group>=3", "groups>=99"], "group")).to.equal(10);
  });

  it("is 0 where none is needed", () => {
    expect(largestNeed(["values"], "group")).to.equal(0);
  });
});
