import { crossedMoments } from "./statistics/crossed-moments.js";
import { interquartileMean } from "./statistics/interquartile-mean.js";
import type { Interval } from "./statistics/interval.js";
import { recipeInterval } from "./statistics/recipe-interval.js";
import { LEVEL } from "./statistics/level.js";
import type { Target } from "./statistics/target.js";
import { withinRunError } from "./statistics/within-run-error.js";
import type { RecipeScores } from "./scores/recipe-scores.js";
import { scoreShares } from "./scores/score-shares.js";

/** What is known of one recipe. */
export interface RecipeSummary {
  readonly name: string;
  readonly pass1: number;
  /** Null where `reason` says why. */
  readonly interval: Interval | null;
  readonly reason?: string;
  /** Interquartile mean of the runs; null under five. */
  readonly iqm: number | null;
  readonly seeds: number;
  /** With one seed: the standard error of this trained model alone, where problems have several answers. */
  readonly withinRunError: number | null;
}

export function recipeSummary(scores: RecipeScores, target: Target): RecipeSummary {
  const moments = crossedMoments(scoreShares(scores));
  const { seeds, problems, mean, seedMeans } = moments;
  const summary = {
    ...{ name: scores.name, pass1: mean, iqm: interquartileMean(seedMeans, LEVEL)?.mean ?? null, seeds },
    withinRunError: seeds === 1 ? withinRunError(scores.correct[0], scores.samples[0]) : null,
  };
  if (seeds < 2) return { ...summary, interval: null, reason: "one seed does not show how seeds differ" };
  if (problems < 2 && target === "population") return { ...summary, interval: null, reason: "one problem does not show how problems differ" };
  const interval = recipeInterval(moments, target, LEVEL);
  return interval ? { ...summary, interval } : { ...summary, interval, reason: "no variation seen between seeds" };
}
