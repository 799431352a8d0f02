import {
  clopperPearson,
  compareScores,
  crossedErrorParts,
  crossedMoments,
  differencePValue,
  holm,
  interquartileMean,
  minimumDetectableEffect,
  pairedDifference,
  passAtKScores,
  probabilityOfImprovement,
  recipeInterval,
  seedsNeeded,
  targetSpreads,
  unpairedErrorParts,
  widestSpread,
  withinRunError,
  type CrossedMoments,
  type ErrorParts,
} from "@lode/compare";
import { expect } from "chai";
import { REFERENCE_COUNTS, sampleCounts, scoresCsv, shares } from "./reference-scores.js";

const LEVEL = 0.05;
const SIX_DIGITS = 6e-7;
const { A, B, C } = REFERENCE_COUNTS;
const [a, b, c] = [A, B, C].map((counts) => crossedMoments(shares(counts)));
const passAt2 = (counts: readonly (readonly number[])[]): readonly (readonly number[])[] => passAtKScores(counts, sampleCounts(counts), 2);

/** Every number of `expected` in `actual`, to six digits. */
function expectNumbers(actual: object, expected: Readonly<Record<string, number>>): void {
  for (const [key, value] of Object.entries(expected)) {
    expect((actual as Record<string, number>)[key], key).to.be.closeTo(value, SIX_DIGITS);
  }
}

function comparison(difference: number, parts: ErrorParts, target: "fixed" | "population"): Record<string, number> {
  const spreads = targetSpreads(parts, target);
  const last = spreads[spreads.length - 1];
  const { halfWidth } = widestSpread(spreads, LEVEL);
  return {
    ...{ standardError: last.standardError, variance: last.standardError ** 2, degrees: last.degrees, problemVariance: parts.problems.variance, halfWidth },
    ...{ low: difference - halfWidth, high: difference + halfWidth, p: differencePValue(difference, spreads) },
  };
}

function expectInterval(moments: CrossedMoments, target: "fixed" | "population", [low, high]: readonly [number, number]): void {
  expectNumbers(recipeInterval(moments, target, LEVEL) ?? {}, { low, high });
}

describe("reference cases: one recipe", () => {
  it("pass@1 of A", () => {
    expectNumbers(a, { mean: 0.583333, seedVariance: 0.001736, problemVariance: 0.147222, interactionVariance: 0.027083 });
    expectNumbers(comparison(0, crossedErrorParts(a), "fixed"), { standardError: 0.024056, halfWidth: 0.103506 });
    expectInterval(a, "fixed", [0.478457, 0.681174]);
    expectNumbers(comparison(0, crossedErrorParts(a), "population"), { problemVariance: 0.023032, variance: 0.023611, degrees: 5.246133, halfWidth: 0.389484 });
    expectInterval(a, "population", [0.244018, 0.858601]);
  });

  it("pass@2 of A", () => {
    const moments = crossedMoments(passAt2(A));
    expectNumbers(moments, { mean: 0.722222 });
    expectInterval(moments, "fixed", [0.491169, 0.875048]);
    expectNumbers(comparison(0, crossedErrorParts(moments), "population"), { degrees: 5.963739, halfWidth: 0.377774 });
    expectInterval(moments, "population", [0.326662, 0.93304]);
  });

  it("all answers wrong, and all right", () => {
    const wrong = crossedMoments(Array.from({ length: 3 }, () => new Array<number>(50).fill(0)));
    expectInterval(wrong, "fixed", [0, 0.024293]);
    expectInterval(wrong, "population", [0, 0.071122]);
    expectNumbers(clopperPearson(0, 3, LEVEL), { low: 0, high: 0.707598 });
    const right = crossedMoments(Array.from({ length: 3 }, () => new Array<number>(50).fill(1)));
    expectInterval(right, "fixed", [1 - 0.024293, 1]);
  });

  it("runs that differ in what they solve, never in how much", () => {
    const rows = [
      [4, 0, 2, 2],
      [4, 0, 1, 3],
      [4, 0, 3, 1],
    ];
    const moments = crossedMoments(shares(rows));
    expect(moments.seedVariance).to.equal(0);
    expectNumbers(moments, { interactionVariance: 0.041667 });
    expectNumbers(comparison(0, crossedErrorParts(moments), "fixed"), { standardError: 0.058926 });
    expectInterval(moments, "fixed", [0.273874, 0.726126]);
    expectNumbers(comparison(0, crossedErrorParts(moments), "population"), { variance: 0.041667, degrees: 3.526531 });
    expectInterval(moments, "population", [0.116403, 0.883597]);
  });

  it("one seed, by its own answers alone", () => {
    expect(crossedMoments(shares([A[0]])).mean).to.be.closeTo(0.583333, SIX_DIGITS);
    expect(withinRunError(A[0], sampleCounts([A[0]])[0])).to.be.closeTo(0.076073, SIX_DIGITS);
    expect(withinRunError([1, 0], [1, 2])).to.equal(null);
  });

  it("interquartile mean of run scores", () => {
    const scores = [0.41, 0.44, 0.39, 0.46, 0.43, 0.02, 0.45, 0.4];
    expectNumbers(interquartileMean(scores, LEVEL) ?? {}, { mean: 0.42, standardError: 0.01472, low: 0.373156, high: 0.466844 });
    expect(interquartileMean(scores.slice(0, 4), LEVEL)).to.equal(null);
    const parts = crossedErrorParts(crossedMoments(scores.map((score) => [score])));
    expectNumbers(comparison(0.375, parts, "fixed"), { low: 0.253356, high: 0.496644 });
  });

  it("Clopper and Pearson", () => {
    expectNumbers(clopperPearson(1, 10, LEVEL), { low: 0.002529, high: 0.445016 });
    expectNumbers(clopperPearson(9, 10, LEVEL), { low: 1 - 0.445016, high: 1 - 0.002529 });
  });
});

describe("reference cases: pairs", () => {
  it("B - A, seeds in pairs", () => {
    const moments = crossedMoments(pairedDifference(shares(B), shares(A)));
    expectNumbers(moments, { mean: 0.152778, seedVariance: 0.004051, problemVariance: 0.015046, interactionVariance: 0.024306 });
    const parts = crossedErrorParts(moments);
    expectNumbers(comparison(moments.mean, parts, "fixed"), { standardError: 0.036747, low: -0.00533, high: 0.310885, p: 0.053271 });
    expectNumbers(comparison(moments.mean, parts, "population"), {
      ...{ problemVariance: 0.001157, variance: 0.002508, degrees: 5.33123 },
      ...{ halfWidth: 0.158108, low: -0.00533, high: 0.310885, p: 0.053271 },
    });
    expectNumbers(widestSpread([targetSpreads(parts, "population")[1]], LEVEL), { halfWidth: 0.126359 });
    expect(minimumDetectableEffect(targetSpreads(parts, "fixed"), LEVEL)).to.be.closeTo(0.207746, SIX_DIGITS);
  });

  it("seeds needed for a stated difference", () => {
    const parts = crossedErrorParts(crossedMoments(pairedDifference(shares(B), shares(A))));
    expect(seedsNeeded(parts, { difference: 0.1, target: "fixed", level: LEVEL })).to.deep.equal({ seeds: 6, upper: 17 });
    expect(seedsNeeded(parts, { difference: 0.05, target: "fixed", level: LEVEL })).to.deep.equal({ seeds: 15, upper: 59 });
    expect(seedsNeeded(parts, { difference: 0.09, target: "population", level: LEVEL })).to.deep.equal({ seeds: null, upper: null });
  });

  it("pass@2 of B - A, seeds in pairs", () => {
    const moments = crossedMoments(pairedDifference(passAt2(B), passAt2(A)));
    const parts = crossedErrorParts(moments);
    expectNumbers(moments, { mean: 0.175926 });
    expectNumbers(comparison(moments.mean, parts, "fixed"), { low: 0.00227, high: 0.349582, p: 0.04881 });
    expectNumbers(comparison(moments.mean, parts, "population"), { problemVariance: 0.008333, degrees: 6.522704, low: -0.063637, high: 0.415488, p: 0.124464 });
  });

  it("all pairs, seeds not in pairs", () => {
    expectNumbers(comparison(b.mean - a.mean, unpairedErrorParts(b, a), "fixed"), {
      ...{ standardError: 0.027778, degrees: 3.2, low: 0.067421, high: 0.238134, p: 0.009964 },
    });
    expectNumbers(comparison(b.mean - a.mean, unpairedErrorParts(b, a), "population"), {
      ...{ problemVariance: 0.000116, variance: 0.000887, degrees: 4.171924, halfWidth: 0.085356 },
    });
    expectNumbers(comparison(a.mean - c.mean, unpairedErrorParts(a, c), "fixed"), {
      ...{ standardError: 0.066699, degrees: 3.835629, low: -0.198776, high: 0.177942, p: 0.883769 },
    });
    expect(unpairedErrorParts(a, c).problems.variance).to.equal(0);
    expectNumbers(comparison(b.mean - c.mean, unpairedErrorParts(b, c), "fixed"), {
      ...{ standardError: 0.063742, degrees: 3.294242, low: -0.050618, high: 0.33534, p: 0.103673 },
    });
  });

  it("probability of improvement", () => {
    expectNumbers(probabilityOfImprovement(c.seedMeans, a.seedMeans, LEVEL), { probability: 0.666667, low: 0.197347, high: 0.939055 });
    expectNumbers(probabilityOfImprovement(b.seedMeans, a.seedMeans, LEVEL), { probability: 1, low: 0.336576, high: 1 });
  });

  it("probability of improvement counts ties one half, also those that differ in their last bits", () => {
    expect(0.1 + 0.2).to.not.equal(0.3);
    expect(probabilityOfImprovement([0.1 + 0.2, 0.5], [0.3, 0.5], LEVEL).probability).to.equal(0.5);
  });

  it("Holm, and simultaneous intervals", () => {
    holm([0.009964, 0.103673, 0.883769]).forEach((value, place) => {
      expect(value).to.be.closeTo([0.029892, 0.207346, 0.883769][place], SIX_DIGITS);
    });
    const { pairs } = compareScores(scoresCsv({ B, A, C }), "scores.csv", { paired: false, problems: "fixed" });
    const [first, second, third] = pairs.map((pair) => ("reason" in pair ? undefined : pair));
    expectNumbers(first?.simultaneous ?? {}, { low: 0.024777, high: 0.280779 });
    expect([first, second, third].map((pair) => pair?.pAdjusted.toFixed(5))).to.deep.equal(["0.02989", "0.20735", "0.88377"]);
    expect(pairs.map(({ verdict }) => verdict)).to.deep.equal(["better", "cannot-tell", "cannot-tell"]);
  });
});
