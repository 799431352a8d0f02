import { printable } from "@lode/core";
import { lookInWords } from "../looks/look-in-words.js";
import type { Look } from "../looks/look-at.js";
import type { RecipeScores } from "../scores/recipe-scores.js";
import type { Suite } from "./read-suite.js";
import type { RunRecord } from "./run-record.js";

interface Found {
  readonly suite: Suite;
  readonly records: readonly RunRecord[];
  readonly look: Look | null;
  /** As they are, and with the seeds alone that count for pairs. */
  readonly read: readonly RecipeScores[];
  readonly matched: readonly RecipeScores[];
}

/** What a reader must know before the verdicts, in sentences: nothing is left out of them silently. */
export function suiteNotes({ suite, records, look, read, matched }: Found): readonly string[] {
  return [...(look ? [lookInWords(look)] : []), ...failures(suite, records), ...unmatched(read, matched), ...unspent(suite, records)];
}

function failures({ recipes }: Suite, records: readonly RunRecord[]): readonly string[] {
  return recipes.flatMap(({ name }) => {
    const runs = records.filter(({ recipe }) => recipe === name);
    const failed = runs.filter(({ state }) => state === "failed");
    if (failed.length === 0) return [];
    const reasons = failed.map(({ seed, reason = "" }) => `seed ${seed}: ${printable(reason)}`).join("; ");
    return [`${name}: ${failed.length} of ${runs.length} runs failed (${reasons}). What is said of it is given that a run does not fail.`];
  });
}

function unmatched(read: readonly RecipeScores[], matched: readonly RecipeScores[]): readonly string[] {
  const kept = matched[0]?.seeds ?? [];
  const left = [...new Set(read.flatMap(({ seeds }) => seeds))].filter((seed) => !kept.includes(seed) && matched !== read);
  if (left.length === 0) return [];
  return [`Pairs are judged without seed ${left.join(", ")}: not every recipe has a score there.`];
}

function unspent({ budget }: Suite, records: readonly RunRecord[]): readonly string[] {
  const { rollouts, tokens } = budget;
  return records.flatMap((run) => {
    const [spent, limit, unit] = rollouts === undefined ? [run.trainedTokens, tokens, "trained tokens"] : [run.rollouts, rollouts, "rollouts"];
    if (spent === undefined || limit === undefined || spent >= limit) return [];
    return [`${run.recipe}, seed ${run.seed}: ended at its last step (${run.steps ?? 0}) with ${spent} of ${limit} ${unit}: budgets are not equal.`];
  });
}
