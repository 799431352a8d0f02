import {
  crossedErrorParts,
  crossedMoments,
  pairedDifference,
  recipeInterval,
  targetSpreads,
  unpairedErrorParts,
  widestSpread,
  type ErrorParts,
  type Interval,
} from "@lode/compare";
import { expect } from "chai";
import { simulatedRecipes, uniforms, type Design, type SimulatedRecipe } from "./simulated-recipes.js";

const REPETITIONS = 2000;
const LEVEL = 0.05;
const CELLS = [
  { problems: 50, samples: 1, runDeviation: 0 },
  { problems: 50, samples: 4, runDeviation: 0.02 },
];

type Pair = readonly [SimulatedRecipe, SimulatedRecipe];
type Method = (pair: Pair) => readonly [interval: Interval | null, truth: number];

/** How often the interval of each method holds its truth. */
function coverage<Name extends string>(design: Design, repetitions: number, methods: Readonly<Record<Name, Method>>): Record<Name, number> {
  const names = Object.keys(methods) as Name[];
  const held = Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>;
  const pairs = simulatedRecipes(design, 1);
  for (let repetition = 0; repetition < repetitions; repetition++) {
    const pair = pairs.next().value as Pair;
    for (const name of names) {
      const [interval, truth] = methods[name](pair);
      if (interval && interval.low <= truth && truth <= interval.high) held[name] += 1 / repetitions;
    }
  }
  return held;
}

function around(difference: number, parts: ErrorParts, target: "fixed" | "population"): Interval | null {
  const spreads = targetSpreads(parts, target);
  if (spreads.length === 0) return null;
  const { halfWidth } = widestSpread(spreads, LEVEL);
  return { low: difference - halfWidth, high: difference + halfWidth };
}

const one: Readonly<Record<string, Method>> = {
  "one recipe, fixed": ([{ scores, fixedTruth }]) => [recipeInterval(crossedMoments(scores), "fixed", LEVEL), fixedTruth],
  "one recipe, population": ([{ scores, populationTruth }]) => [recipeInterval(crossedMoments(scores), "population", LEVEL), populationTruth],
};

function pairMethods(name: string, parts: (first: SimulatedRecipe, second: SimulatedRecipe) => ErrorParts): Readonly<Record<string, Method>> {
  const method =
    (target: "fixed" | "population"): Method =>
    ([first, second]) => {
      const truth = target === "fixed" ? second.fixedTruth - first.fixedTruth : second.populationTruth - first.populationTruth;
      const difference = crossedMoments(second.scores).mean - crossedMoments(first.scores).mean;
      return [around(difference, parts(second, first), target), truth];
    };
  return { [`${name}, fixed`]: method("fixed"), [`${name}, population`]: method("population") };
}

const paired = pairMethods("pair, seeds in pairs", (a, b) => crossedErrorParts(crossedMoments(pairedDifference(a.scores, b.scores))));
const unpaired = pairMethods("pair, seeds not in pairs", (a, b) => unpairedErrorParts(crossedMoments(a.scores), crossedMoments(b.scores)));

describe("intervals of 95 % hold the truth in about 95 % of simulated comparisons", () => {
  for (const seeds of [3, 5]) {
    for (const cell of CELLS) {
      it(`${seeds} seeds, ${cell.problems} problems, ${cell.samples} answers, run deviation ${cell.runDeviation}`, () => {
        const design = { ...cell, seeds, difference: 0.03 };
        const found = {
          ...coverage({ ...design, correlation: 0.7 }, REPETITIONS, { ...one, ...paired }),
          ...coverage({ ...design, correlation: 0 }, REPETITIONS, unpaired),
        };
        for (const [name, share] of Object.entries(found)) {
          // Welch's degrees of freedom are cautious with three seeds.
          expect(share, name).to.be.within(0.93, seeds === 3 && name in unpaired ? 0.98 : 0.97);
        }
      });
    }
  }
});

describe("intervals that are in use and do not hold", () => {
  const design = { problems: 50, samples: 4, seeds: 3, runDeviation: 0.02, correlation: 0.7, difference: 0.03 };

  it("the percentile bootstrap over three runs holds the truth in about three cases of four", () => {
    const percentile: Method = ([first, second]) => {
      const runs = crossedMoments(pairedDifference(second.scores, first.scores)).seedMeans;
      const resampled = runs.flatMap((a) => runs.flatMap((b) => runs.map((c) => (a + b + c) / 3)));
      return [percentiles(resampled), second.fixedTruth - first.fixedTruth];
    };
    expect(coverage(design, REPETITIONS, { percentile }).percentile).to.be.within(0.7, 0.8);
  });

  it("the bootstrap that takes problems for tasks holds it in fewer than four cases of five", () => {
    const draw = uniforms(2);
    const tasks: Method = ([{ scores, fixedTruth }]) => {
      const resampled = Array.from({ length: 80 }, () => {
        const total = scores[0].reduce((sum, _, problem) => sum + scores.reduce((row) => row + scores[Math.floor(draw() * 3)][problem], 0), 0);
        return total / (3 * scores[0].length);
      });
      return [percentiles(resampled), fixedTruth];
    };
    expect(coverage({ ...design, problems: 200 }, 150, { tasks }).tasks).to.be.below(0.8);
  });
});

function percentiles(values: readonly number[]): Interval {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.ceil(share * sorted.length) - 1];
  return { low: at(LEVEL / 2), high: at(1 - LEVEL / 2) };
}
