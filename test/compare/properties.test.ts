import {
  comparePairs,
  crossedErrorParts,
  crossedMoments,
  holm,
  interquartileMean,
  recipeInterval,
  targetSpreads,
  widestSpread,
  type ComparisonSettings,
  type JudgedPair,
  type PairComparison,
  type RecipeScores,
} from "@lode/compare";
import { expect } from "chai";
import fc from "fast-check";
import { sampleCounts } from "./reference-scores.js";

const PROBLEMS = 5;
const SAMPLES = 4;

const counts = (seeds: number): fc.Arbitrary<number[][]> =>
  fc.array(fc.array(fc.integer({ min: 0, max: SAMPLES }), { minLength: PROBLEMS, maxLength: PROBLEMS }), { minLength: seeds, maxLength: seeds });
const settings: fc.Arbitrary<ComparisonSettings> = fc.record({
  paired: fc.boolean(),
  problems: fc.constantFrom("fixed", "population"),
});

function recipe(name: string, correct: readonly (readonly number[])[]): RecipeScores {
  return {
    ...{ name, correct, samples: sampleCounts(correct, SAMPLES) },
    ...{ seeds: correct.map((_, seed) => String(seed)), problems: correct[0].map((_, problem) => `p${problem}`) },
  };
}

function close(actual: number, expected: number): void {
  expect(actual).to.be.closeTo(expected, 1e-9 * Math.max(1, Math.abs(expected)));
}

function numbers(pair: PairComparison): readonly number[] {
  if ("reason" in pair) return [];
  const { interval, simultaneous, p, pAdjusted, minimumDetectableEffect } = pair;
  const { probability, low, high } = pair.probabilityOfImprovement;
  return [interval.low, interval.high, simultaneous.low, simultaneous.high, p, pAdjusted, minimumDetectableEffect, probability, low, high];
}

describe("comparisons", () => {
  it("say of b against a the opposite of what they say of a against b", () => {
    fc.assert(
      fc.property(counts(3), counts(3), settings, (first, second, how) => {
        const [a, b] = [recipe("a", first), recipe("b", second)];
        const [[forth], [back]] = [comparePairs([a, b], how), comparePairs([b, a], how)];
        close(forth.difference, -back.difference);
        expect("reason" in forth).to.equal("reason" in back);
        if ("reason" in forth) return;
        const other = back as JudgedPair;
        close(forth.interval.low, -other.interval.high);
        close(forth.p, other.p);
        close(forth.probabilityOfImprovement.low, 1 - other.probabilityOfImprovement.high);
        expect(other.verdict).to.equal({ better: "worse", worse: "better", same: "same", "cannot-tell": "cannot-tell" }[forth.verdict]);
      }),
      { numRuns: 30 },
    );
  });

  it("do not depend on the order of seeds or of problems", () => {
    fc.assert(
      fc.property(counts(4), counts(4), settings, (first, second, how) => {
        const turned = (rows: readonly (readonly number[])[]): number[][] => rows.map((row) => [...row.slice(2), ...row.slice(0, 2)]).reverse();
        const [plain] = comparePairs([recipe("a", first), recipe("b", second)], how);
        const [other] = comparePairs([recipe("a", turned(first)), recipe("b", turned(second))], how);
        close(plain.difference, other.difference);
        const expected = numbers(other);
        numbers(plain).forEach((value, place) => close(value, expected[place]));
        expect(other.verdict).to.equal(plain.verdict);
      }),
      { numRuns: 30 },
    );
  });

  it("are never surer of all problems than of these", () => {
    fc.assert(
      fc.property(counts(3), counts(3), fc.boolean(), (first, second, paired) => {
        const recipes = [recipe("a", first), recipe("b", second)];
        const [[fixed], [population]] = [comparePairs(recipes, { paired, problems: "fixed" }), comparePairs(recipes, { paired, problems: "population" })];
        if ("reason" in fixed || "reason" in population) return;
        expect(population.interval.low).to.be.at.most(fixed.interval.low);
        expect(population.p).to.be.at.least(fixed.p);
      }),
      { numRuns: 30 },
    );
  });
});

describe("intervals", () => {
  it("scale with the scores", () => {
    fc.assert(
      fc.property(counts(3), fc.double({ min: 0.01, max: 100, noNaN: true }), (rows, scale) => {
        for (const target of ["fixed", "population"] as const) {
          const [plain, scaled] = [1, scale].map((factor) =>
            targetSpreads(crossedErrorParts(crossedMoments(rows.map((row) => row.map((count) => count * factor)))), target),
          );
          expect(scaled.length).to.equal(plain.length);
          if (plain.length > 0) close(widestSpread(scaled, 0.05).halfWidth, scale * widestSpread(plain, 0.05).halfWidth);
        }
      }),
    );
  });

  it("of a recipe hold its score and stay within 0 and 1", () => {
    fc.assert(
      fc.property(counts(3), (rows) => {
        const moments = crossedMoments(rows.map((row) => row.map((count) => count / SAMPLES)));
        const interval = recipeInterval(moments, "population", 0.05);
        if (interval === null) return;
        expect(interval.low).to.be.within(0, moments.mean + 1e-12);
        expect(interval.high).to.be.within(moments.mean - 1e-12, 1);
      }),
    );
  });

  it("of the interquartile mean move with the scores", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 5, maxLength: 12 }), (scores) => {
        const [plain, moved] = [scores, scores.map((score) => 1 - score)].map((values) => interquartileMean(values, 0.05));
        close(moved?.low ?? 0, 1 - (plain?.high ?? 0));
      }),
    );
  });
});

describe("Holm's adjustment", () => {
  it("keeps the order, never lowers a p-value and is no more than Bonferroni's", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 8 }), (pValues) => {
        const adjusted = holm(pValues);
        pValues.forEach((p, place) => {
          expect(adjusted[place]).to.be.within(p, Math.min(1, p * pValues.length));
          pValues.forEach((other, at) => p < other && expect(adjusted[place]).to.be.at.most(adjusted[at]));
        });
      }),
    );
  });
});
