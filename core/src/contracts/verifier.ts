import type { Component } from "./component.js";
import type { Problem } from "./problem.js";
import type { Rollout } from "./rollout.js";
import type { Verdict } from "./verdict.js";
import { contract } from "./contract.js";

/** A rollout to be judged against its problem's answer. */
export interface Attempt {
  readonly problem: Problem;
  readonly rollout: Pick<Rollout, "text">;
}

export interface Verifier extends Component {
  /** One verdict an attempt, in order. Never throws for what a completion contains. */
  verify(attempts: readonly Attempt[], signal: AbortSignal): Promise<readonly Verdict[]>;
}

export const Verifier = contract<Verifier>("Verifier");
