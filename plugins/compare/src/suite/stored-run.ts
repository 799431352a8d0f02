import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { answeredPass1, evaluationAnswers } from "./evaluation-answers.js";
import type { PlannedRun } from "./planned-run.js";
import type { RunOutcome, RunRecord } from "./run-record.js";

/** What is on disk of a run: its end, or whether it was begun. A run of other contents is none. */
export type StoredRun = { readonly outcome: RunOutcome } | "begun" | "none";

/** Looks for a planned run in the suite's folder. */
export function storedRun({ folder, hash }: Pick<PlannedRun, "folder" | "hash">, suiteFolder: string, evaluation: string): StoredRun {
  const run = join(suiteFolder, folder);
  const recipe = readJson(join(run, "recipe.json")) as { readonly $run?: { readonly hash: string } } | undefined;
  if (recipe?.$run?.hash !== hash) return "none";
  const summary = readJson(join(run, "summary.json")) as Summary | undefined;
  if (summary === undefined) return "begun";
  const { steps, rollouts, tokens, trainedTokens, seconds } = summary;
  return {
    outcome: {
      pass1: answeredPass1(evaluationAnswers(run, steps, evaluation)),
      ...{ steps, rollouts, tokens, trainedTokens, seconds: Object.values(seconds).reduce((sum, value) => sum + value, 0) },
    },
  };
}

/** Where runs lie, and what is said of them. */
export interface RunsPlace {
  /** Of the suite. */
  readonly folder: string;
  /** The evaluation set that is scored. */
  readonly evaluation: string;
  /** pass@1 below which a run counts as collapsed. */
  readonly collapseBelow?: number;
}

/** A run as its folder shows it: done, collapsed, or still to be trained. */
export function storedRecord(run: PlannedRun, { folder: suiteFolder, evaluation, collapseBelow = 0 }: RunsPlace): RunRecord {
  const { recipe, seed, hash, folder } = run;
  const stored = storedRun(run, suiteFolder, evaluation);
  if (typeof stored !== "object") return { recipe, seed, hash, folder, state: "queued" };
  return { recipe, seed, hash, folder, state: stored.outcome.pass1 < collapseBelow ? "collapsed" : "done", ...stored.outcome };
}

interface Summary extends Omit<RunOutcome, "pass1" | "seconds"> {
  readonly seconds: Readonly<Record<string, number>>;
}

function readJson(file: string): unknown {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}
