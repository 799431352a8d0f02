import {
  comparePairs,
  crossedErrorParts,
  crossedMoments,
  lookAt,
  lookInWords,
  nominalLevel,
  overallError,
  pairedDifference,
  targetSpreads,
  unpairedErrorParts,
  widestSpread,
  type RecipeScores,
} from "@lode/compare";
import { UserError } from "@lode/core";
import { expect } from "chai";
import { sampleCounts } from "./reference-scores.js";
import { simulatedRecipes, type SimulatedRecipe } from "./simulated-recipes.js";

describe("looks fixed beforehand", () => {
  // Eight million simulated comparisons (NumPy): the share in which at least one look finds p below the level; standard error 0.00008.
  for (const [looks, level, simulated] of [
    [[3, 5, 8, 10], 0.0165558, 0.050012],
    [[3, 5], 0.0279462, 0.049754],
    [[5, 10], 0.0279372, 0.049996],
  ] as const) {
    it(`at ${looks.join(", ")} seeds, each at ${level}, make as many false claims as a simulation of them`, () => {
      expect(overallError(looks, level)).to.be.closeTo(simulated, 0.00025);
    });
  }

  // Known before from simulations of some ten thousand comparisons.
  for (const [looks, level] of [
    [[3, 5, 8, 10], 0.0161],
    [[3, 5], 0.0279],
    [[5, 10], 0.0282],
  ] as const) {
    it(`at ${looks.join(", ")} seeds make 5 % false claims at about ${level}`, () => {
      expect(nominalLevel(looks, 0.05)).to.be.closeTo(level, 0.0005);
      expect(overallError(looks, nominalLevel(looks, 0.05))).to.be.closeTo(0.05, 1e-8);
    });
  }

  it("cost nothing where there is one, and never more than their number", () => {
    expect(overallError([5], 0.03)).to.equal(0.03);
    expect(nominalLevel([5], 0.05)).to.equal(0.05);
    expect([overallError([3, 5], 0), overallError([3, 5], 1)]).to.deep.equal([0, 1]);
    expect(overallError([3, 30], 1e-7)).to.be.within(1.9e-7, 2e-7);
    expect(21 * nominalLevel([3, 5], 0.05 / 21)).to.be.within(0.025, nominalLevel([3, 5], 0.05));
  });

  it("are refused where they are none", () => {
    for (const looks of [[], [1, 2], [5, 3], [3, 3], [2.5]]) expect(() => overallError(looks, 0.05)).to.throw(RangeError);
    expect(() => overallError([3], 1.5)).to.throw(RangeError);
    expect(() => nominalLevel([3], 0)).to.throw(RangeError);
  });

  it("are taken in turn, and no other", () => {
    const look = lookAt([3, 5, 8], 5);
    expect(look).to.include({ seeds: 5, place: 2, of: 3, next: 8, level: nominalLevel([3, 5, 8], 0.05) });
    expect(lookInWords(look))
      .to.contain("Look 2 of 3, at 5 seeds, as fixed beforehand; the next is at 8 seeds.")
      .and.contain(`p < ${look.level.toFixed(4)} at each look`);
    expect(lookInWords(lookAt([3, 5, 8], 8))).to.contain("this is the last");
    expect(lookInWords(lookAt([5], 5))).to.equal("The only look, at 5 seeds, as fixed beforehand.");
    for (const [seeds, remedy] of [
      [4, "Go on to 5 seeds"],
      [9, "state a new suite"],
    ] as const) {
      expect(() => lookAt([3, 5, 8], seeds))
        .to.throw(UserError, `no look is at ${seeds} seeds`)
        .with.property("remedy")
        .that.contains(remedy);
    }
  });
});

const LOOKS = [3, 5];

function firstSeeds(name: string, scores: readonly (readonly number[])[], seeds: number): RecipeScores {
  const correct = scores.slice(0, seeds).map((row) => row.map((share) => share * 4));
  const labels = correct.map((_, seed) => String(seed));
  return { name, seeds: labels, problems: correct[0].map((_, problem) => String(problem)), correct, samples: sampleCounts(correct) };
}

/** The share of simulated comparisons in which the interval at this level misses the truth at one look or more. */
function missed(level: number, paired: boolean): number {
  const repetitions = 2000;
  const pairs = simulatedRecipes({ problems: 50, samples: 4, seeds: 5, runDeviation: 0.02, correlation: paired ? 0.7 : 0, difference: 0.03 }, 3);
  let misses = 0;
  for (let repetition = 0; repetition < repetitions; repetition++) {
    const [first, second] = pairs.next().value as readonly [SimulatedRecipe, SimulatedRecipe];
    const truth = second.fixedTruth - first.fixedTruth;
    const holds = LOOKS.every((seeds) => {
      const [a, b] = [second.scores.slice(0, seeds), first.scores.slice(0, seeds)];
      const [moments, others] = [crossedMoments(a), crossedMoments(b)];
      const parts = paired ? crossedErrorParts(crossedMoments(pairedDifference(a, b))) : unpairedErrorParts(moments, others);
      return Math.abs(moments.mean - others.mean - truth) <= widestSpread(targetSpreads(parts, "fixed"), level).halfWidth;
    });
    if (!holds) misses += 1 / repetitions;
  }
  return misses;
}

describe("verdicts at several looks", () => {
  it("are wrong in 5 % of comparisons in all at the level of looks, in more at 5 % each", () => {
    const level = nominalLevel(LOOKS, 0.05);
    expect(missed(level, true)).to.be.within(0.035, 0.065);
    expect(missed(0.05, true)).to.be.within(0.07, 0.105);
    expect(missed(level, false)).to.be.below(0.06);
  });

  it("say what their intervals say, for one pair and for all", () => {
    const rows = (...last: readonly number[]): number[][] => [
      [4, 4, 1, last[0]],
      [4, 3, 2, last[1]],
      [4, 4, 2, last[2]],
    ];
    const recipes = [rows(2, 2, 3), rows(0, 1, 0), rows(1, 2, 0)].map((correct, place) =>
      firstSeeds(
        `r${place}`,
        correct.map((row) => row.map((count) => count / 4)),
        3,
      ),
    );
    const [pair] = comparePairs(recipes.slice(0, 2), { paired: true, problems: "fixed", looks: LOOKS });
    const three = comparePairs(recipes, { paired: true, problems: "fixed", looks: LOOKS });
    if ("reason" in pair || "reason" in three[0]) throw new Error("they are not judged");
    expect(pair.pAdjusted).to.equal(overallError(LOOKS, pair.p));
    expect(pair.simultaneous).to.deep.equal(pair.interval);
    for (const judged of [pair, ...three]) {
      if ("reason" in judged) continue;
      if (judged.simultaneous.low > 0 || judged.simultaneous.high < 0) expect(judged.pAdjusted).to.be.below(0.05);
    }
    expect(three[0].pAdjusted).to.be.above(pair.pAdjusted);
  });
});
