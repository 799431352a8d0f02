import type { ComparisonSettings } from "./comparison-settings.js";
import { levelAt } from "./looks/level-at.js";
import { crossedMoments } from "./statistics/crossed-moments.js";
import { interquartileMean } from "./statistics/interquartile-mean.js";
import type { Interval } from "./statistics/interval.js";
import { recipeInterval } from "./statistics/recipe-interval.js";
import { LEVEL } from "./statistics/level.js";
import { withinRunError } from "./statistics/within-run-error.js";
import type { RecipeScores } from "./scores/recipe-scores.js";
import { solvedShares } from "./scores/solved-shares.js";

/** What is known of one recipe. */
export interface RecipeSummary {
  readonly name: string;
  /** pass@1, or pass@k where so set. */
  readonly score: number;
  /** Null where `reason` says why. */
  readonly interval: Interval | null;
  readonly reason?: string;
  /** Interquartile mean of the runs; null under five. */
  readonly iqm: number | null;
  readonly seeds: number;
  /** With one seed: the standard error of this trained model alone, where problems have several answers. */
  readonly withinRunError: number | null;
}

/** Intervals hold at all looks together. Throws a RangeError where pass@k is asked for of fewer than k answers. */
export function recipeSummary(scores: RecipeScores, settings: ComparisonSettings): RecipeSummary {
  const { problems: target, passAt = 1 } = settings;
  const moments = crossedMoments(solvedShares(scores, passAt));
  const { seeds, problems, mean, seedMeans } = moments;
  const summary = {
    ...{ name: scores.name, score: mean, iqm: interquartileMean(seedMeans, LEVEL)?.mean ?? null, seeds },
    withinRunError: seeds === 1 && passAt === 1 ? withinRunError(scores.correct[0], scores.samples[0]) : null,
  };
  if (seeds < 2) return { ...summary, interval: null, reason: "one seed does not show how seeds differ" };
  if (problems < 2 && target === "population") return { ...summary, interval: null, reason: "one problem does not show how problems differ" };
  const interval = recipeInterval(moments, target, levelAt(settings, LEVEL));
  return interval ? { ...summary, interval } : { ...summary, interval, reason: "no variation seen between seeds" };
}
