import { collapse, type Collapse } from "../collapse/collapse.js";
import { comparePairs } from "../compare-pairs.js";
import type { ScoreComparison } from "../compare-scores.js";
import type { ComparisonSettings } from "../comparison-settings.js";
import type { Look } from "../looks/look-at.js";
import type { PairComparison } from "../pair-comparison.js";
import { recipeSummary } from "../recipe-summary.js";
import { readScores } from "../scores/read-scores.js";
import type { RecipeScores } from "../scores/recipe-scores.js";
import { matchedSeeds } from "./matched-seeds.js";
import type { SuitePlan } from "./plan-suite.js";
import type { Suite } from "./read-suite.js";
import { hasScores, type RunRecord } from "./run-record.js";
import { suiteNotes } from "./suite-notes.js";

/** What a suite whose runs have all ended says. */
export interface SuiteComparison {
  readonly suite: Suite;
  readonly plan: SuitePlan;
  readonly records: readonly RunRecord[];
  readonly look: Look | null;
  /** Recipes that have scores, with all their runs, and pairs of them. */
  readonly comparison: ScoreComparison;
  /** The same with the seeds that count for pairs: what sentences about pairs speak of. */
  readonly matched: ScoreComparison;
  /** By recipe. */
  readonly collapses: ReadonlyMap<string, Collapse>;
  readonly notes: readonly string[];
}

interface Inputs extends Pick<SuiteComparison, "suite" | "plan" | "records" | "look"> {
  readonly csv: string;
}

export function suiteComparison({ suite, plan, records, look, csv }: Inputs): SuiteComparison {
  const settings = comparisonSettings(suite, plan);
  const read = records.some(hasScores) ? readScores(csv, "scores.csv") : [];
  const matched = suite.paired ? matchedSeeds(read) : read;
  const pairs = pairsOf(matched, settings);
  const compared = (scores: readonly RecipeScores[]): ScoreComparison => ({
    ...{ settings, problems: read[0]?.problems.length ?? 0, pairs },
    recipes: scores.filter(({ seeds }) => seeds.length > 0).map((recipe) => recipeSummary(recipe, settings)),
  });
  const { below } = suite.collapse ?? {};
  return {
    ...{ suite, plan, records, look, comparison: compared(read), matched: compared(matched) },
    collapses: new Map(below === undefined ? [] : read.map((scores) => [scores.name, collapse(scores, below, settings)])),
    notes: suiteNotes({ suite, records, look, read, matched }),
  };
}

function comparisonSettings({ paired, problems, difference, equivalence, looks }: Suite, { runs }: SuitePlan): ComparisonSettings {
  const [{ recipe: first }] = runs;
  const starts = runs.filter(({ recipe }) => recipe === first).map((run) => run.starts.join());
  const sharedStart = starts[0] !== "" && new Set(starts).size === 1;
  return { paired, problems, difference, equivalence, looks, sharedStart };
}

function pairsOf(recipes: readonly RecipeScores[], settings: ComparisonSettings): readonly PairComparison[] {
  if (recipes.every(({ seeds }) => seeds.length > 0)) return comparePairs(recipes, settings);
  return recipes.flatMap(({ name: a }, place) =>
    recipes.slice(place + 1).map(({ name: b }) => ({ a, b, difference: NaN, verdict: "cannot-tell" as const, reason: "no seed has a score in every recipe" })),
  );
}
