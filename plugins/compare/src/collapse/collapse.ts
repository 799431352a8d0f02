import type { ComparisonSettings } from "../comparison-settings.js";
import { recipeSummary, type RecipeSummary } from "../recipe-summary.js";
import type { RecipeScores } from "../scores/recipe-scores.js";
import { scoreShares } from "../scores/score-shares.js";
import { clopperPearson } from "../statistics/clopper-pearson.js";
import type { Interval } from "../statistics/interval.js";
import { LEVEL } from "../statistics/level.js";
import { mean } from "../statistics/mean.js";

/** How many runs of a recipe collapsed, and what the others say. */
export interface Collapse {
  readonly recipe: string;
  /** pass@1 under which a run counts as collapsed, set before the scores were seen. */
  readonly below: number;
  /** S. */
  readonly runs: number;
  /** Seeds of the runs that collapsed. */
  readonly collapsed: readonly string[];
  /** 95 %, of the share of runs that collapse (Clopper, Pearson). */
  readonly share: Interval;
  /** Of the runs that did not collapse: the interval given no collapse. Null where all did. */
  readonly others: RecipeSummary | null;
}

/**
 * Counts the runs with pass@1 below a threshold. Where some of many runs collapse, no interval of the mean over all runs holds with few seeds (one in ten:
 * 35 to 64 % of cases instead of 95): so the share of collapses and the score without them are given apart.
 */
export function collapse(scores: RecipeScores, below: number, settings: ComparisonSettings): Collapse {
  const passed = scoreShares(scores).map((row) => mean(row) >= below);
  const collapsed = scores.seeds.filter((_, run) => !passed[run]);
  const runs = scores.seeds.length;
  const kept = {
    ...scores,
    ...{ seeds: scores.seeds.filter((_, run) => passed[run]), correct: scores.correct.filter((_, run) => passed[run]) },
    samples: scores.samples.filter((_, run) => passed[run]),
  };
  return {
    ...{ recipe: scores.name, below, runs, collapsed, share: clopperPearson(collapsed.length, runs, LEVEL) },
    others: kept.seeds.length === 0 ? null : recipeSummary(kept, settings),
  };
}
