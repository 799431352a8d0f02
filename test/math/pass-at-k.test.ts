import { majorityAtK, passAtK, passAtOne } from "@lode/core";
import { expect } from "chai";
import fc from "fast-check";

/** Share of the k-subsets of n samples that hold one of the first c, by listing them all. */
function byEnumeration(n: number, c: number, k: number): number {
  let [all, hit] = [0, 0];
  for (let subset = 0; subset < 1 << n; subset++) {
    const members = Array.from({ length: n }, (_, sample) => sample).filter((sample) => subset & (1 << sample));
    if (members.length !== k) continue;
    all++;
    if (members.some((sample) => sample < c)) hit++;
  }
  return hit / all;
}

describe("passAtK", () => {
  it("is the share of k-subsets with a correct sample", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 8 }).chain((n) => fc.tuple(fc.constant(n), fc.integer({ min: 0, max: n }), fc.integer({ min: 1, max: n }))),
        ([n, c, k]) => {
          expect(passAtK(n, c, k)).to.be.closeTo(byEnumeration(n, c, k), 1e-12);
        },
      ),
    );
  });

  it("stays in range for many samples and refuses impossible counts", () => {
    expect(passAtK(10000, 1, 5000)).to.be.closeTo(0.5, 1e-9);
    expect(() => passAtK(3, 1, 4)).to.throw(RangeError, "pass@4 needs at least 4 samples");
    expect(() => passAtK(3, 1, 0)).to.throw(RangeError);
    expect(() => passAtK(3, 4, 1)).to.throw(RangeError, "4 of 3 samples");
  });
});

describe("majorityAtK", () => {
  const vote = (answer: string | undefined, correct = false): { answer?: string; correct: boolean } => ({ answer, correct });

  it("asks whether the commonest answer is correct", () => {
    expect(majorityAtK([vote("4", true), vote("5"), vote("4", true)])).to.equal(1);
    expect(majorityAtK([vote("4", true), vote("5"), vote("5")])).to.equal(0);
  });

  it("shares the vote between equals, and lets those without an answer abstain", () => {
    expect(majorityAtK([vote("4", true), vote("5"), vote("6")])).to.be.closeTo(1 / 3, 1e-12);
    expect(majorityAtK([vote(undefined), vote(undefined), vote("4", true)])).to.equal(1);
    expect(majorityAtK([vote(undefined)])).to.equal(0);
    expect(majorityAtK([])).to.equal(0);
  });
});

describe("passAtOne", () => {
  it("is the mean over problems with its standard error", () => {
    const { pass1, standardError } = passAtOne([0, 0.5, 1, 0.5]);
    expect(pass1).to.equal(0.5);
    expect(standardError).to.be.closeTo(Math.sqrt(0.5 / 3 / 4), 1e-12);
  });

  it("has no error for one problem, and no value for none", () => {
    expect(passAtOne([0.25])).to.deep.equal({ pass1: 0.25, standardError: 0 });
    expect(() => passAtOne([])).to.throw(RangeError, "at least one problem");
  });
});
