import type { PlannedRun } from "./planned-run.js";

export type RunState = "queued" | "running" | "done" | "failed" | "collapsed";

/** What an ended run came to. */
export interface RunOutcome {
  readonly pass1: number;
  readonly steps: number;
  /** Sampled. */
  readonly rollouts: number;
  readonly tokens: number;
  readonly trainedTokens: number;
  /** In all phases. */
  readonly seconds: number;
}

/** A run as `suite.json` has it. */
export interface RunRecord extends Pick<PlannedRun, "recipe" | "seed" | "hash" | "folder">, Partial<RunOutcome> {
  readonly state: RunState;
  /** Why it failed: `CODE: what happened`. */
  readonly reason?: string;
}

/** True when a run has scores. */
export function hasScores({ state }: Pick<RunRecord, "state">): boolean {
  return state === "done" || state === "collapsed";
}
