import type { Component } from "./component.js";
import type { Problem } from "./problem.js";
import type { Rollout } from "./rollout.js";
import { contract } from "./contract.js";

/** A rollout to be judged against its problem's answer. */
export interface Attempt {
  readonly problem: Problem;
  readonly rollout: Pick<Rollout, "text">;
}

export interface Verdict {
  /** `abstain`: the verifier cannot tell; `error` and `timeout`: it failed. None of the three is a reward. */
  readonly outcome: "correct" | "incorrect" | "abstain" | "error" | "timeout";
  readonly reason: string;
  /** The answer that was found in the completion. */
  readonly extracted?: string;
}

export interface Verifier extends Component {
  /** One verdict an attempt, in order. Never throws for what a completion contains. */
  verify(attempts: readonly Attempt[], signal: AbortSignal): Promise<readonly Verdict[]>;
}

export const Verifier = contract<Verifier>("Verifier");
