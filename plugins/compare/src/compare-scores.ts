import { alignSeeds } from "./align-seeds.js";
import { comparePairs } from "./compare-pairs.js";
import type { ComparisonSettings } from "./comparison-settings.js";
import type { PairComparison } from "./pair-comparison.js";
import { recipeSummary, type RecipeSummary } from "./recipe-summary.js";
import { assertAnswers } from "./scores/assert-answers.js";
import { readScores } from "./scores/read-scores.js";

/** What the scores of several recipes say. */
export interface ScoreComparison {
  readonly settings: ComparisonSettings;
  /** P. */
  readonly problems: number;
  /** In the order of the file. */
  readonly recipes: readonly RecipeSummary[];
  readonly pairs: readonly PairComparison[];
}

/** Compares the recipes of a CSV of judged answers. Throws DATA_INVALID for scores that cannot be compared. */
export function compareScores(csv: string, file: string, settings: ComparisonSettings): ScoreComparison {
  const read = readScores(csv, file);
  assertAnswers(read, settings.passAt ?? 1, file);
  const recipes = settings.paired ? alignSeeds(read, file) : read;
  return {
    settings,
    problems: read[0].problems.length,
    recipes: read.map((scores) => recipeSummary(scores, settings)),
    pairs: comparePairs(recipes, settings),
  };
}
