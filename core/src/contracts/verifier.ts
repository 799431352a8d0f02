import type { Component } from "./component.js";
import type { Problem } from "./problem.js";
import type { Rollout } from "./rollout.js";
import type { Verdict } from "./verdict.js";
import { contract } from "./contract.js";

/** A rollout to be judged against its problem's answer. */
export interface Attempt {
  readonly problem: Problem;
  readonly rollout: Pick<Rollout, "text">;
  /** Whether the text is a whole response (the default), in which the answer is to be found, or the answer itself. */
  readonly kind?: "answer" | "response";
}

/** A verdict, and how long it took to reach it. */
export interface TimedVerdict extends Verdict {
  /** Milliseconds by the wall clock for this attempt alone, without waiting for others or for a thread to start. */
  readonly ms: number;
}

export interface Verifier extends Component {
  /** One verdict an attempt, in order. Never throws for what a completion contains. */
  verify(attempts: readonly Attempt[], signal: AbortSignal): Promise<readonly Verdict[]>;
  /** The same with times, for `lode verify`. A verifier that judges in this thread, one attempt after the other, can leave it out: it is timed from outside. */
  verifyTimed?(attempts: readonly Attempt[], signal: AbortSignal): Promise<readonly TimedVerdict[]>;
}

export const Verifier = contract<Verifier>("Verifier");
