import type { JudgedPair, PairComparison } from "./pair-comparison.js";
import type { RecipeSummary } from "./recipe-summary.js";
import type { ScoreComparison } from "./compare-scores.js";

/** The object that `lode stats --json` prints. */
export function comparisonJson({ recipes, pairs, settings }: ScoreComparison): object {
  return {
    recipes: recipes.map((recipe) => recipeJson(recipe, settings.passAt ?? 1)),
    pairs: pairs.map((pair) => pairJson(pair, settings.difference !== undefined)),
  };
}

function recipeJson({ name, score, interval, iqm, seeds, reason }: RecipeSummary, k: number): object {
  return { name, [`pass${k}`]: score, low: interval?.low ?? null, high: interval?.high ?? null, iqm, seeds, ...(reason !== undefined && { reason }) };
}

const UNJUDGED = {
  ...{ low: null, high: null, p: null, pAdjusted: null, simultaneousLow: null, simultaneousHigh: null },
  ...{ probabilityOfImprovement: null, minimumDetectableEffect: null },
};

function pairJson(pair: PairComparison, planned: boolean): object {
  const { a, b, difference, verdict } = pair;
  const numbers = "reason" in pair ? UNJUDGED : judgedNumbers(pair);
  const reason = "reason" in pair ? { reason: pair.reason } : {};
  return { a, b, difference, ...numbers, verdict, ...reason, ...(planned && seedNumbers(pair)), ...equivalenceNumbers(pair) };
}

function judgedNumbers({ interval, p, pAdjusted, simultaneous, probabilityOfImprovement, minimumDetectableEffect }: JudgedPair): object {
  return {
    ...{ low: interval.low, high: interval.high, p, pAdjusted, simultaneousLow: simultaneous.low, simultaneousHigh: simultaneous.high },
    ...{ probabilityOfImprovement: probabilityOfImprovement.probability, minimumDetectableEffect },
  };
}

function seedNumbers(pair: PairComparison): object {
  const { seeds = null, upper = null } = "reason" in pair ? {} : (pair.seedsNeeded ?? {});
  return { seedsNeeded: seeds, seedsNeededUpper: upper };
}

function equivalenceNumbers(pair: PairComparison): object {
  if ("reason" in pair || pair.equivalence === undefined) return {};
  const { interval, pAdjusted } = pair.equivalence;
  return { equivalenceLow: interval.low, equivalenceHigh: interval.high, equivalencePAdjusted: pAdjusted };
}
