import type { Draw } from "./problem.js";
import type { Verdict } from "./verdict.js";

/** Why a completion ended: the end token, the length limit, or a stop string. */
export type StopReason = "end" | "length" | "string";

/** One prompt with one completion. T = tokens of both together. */
export interface Rollout {
  readonly draw: Draw;
  /** Number of the completion within its group, from 0. */
  readonly sample: number;
  /** Prompt and completion, [T]. */
  readonly tokens: Int32Array;
  /** 1 where the policy chose the token, [T]; holes are allowed (tool output, several turns). */
  readonly action: Uint8Array;
  /** Log-probabilities in nats of the full distribution at the sampling temperature, [T], 0 where `action` is 0; as the generator reported them. */
  readonly logprobs?: Float32Array;
  /** The same for the distribution that was sampled from, after top-k and top-p, [T]. */
  readonly sampledLogprobs?: Float32Array;
  readonly source: "policy" | "data" | "teacher";
  /** The policy's version that generated it. */
  readonly version?: number;
  readonly stop: StopReason;
  /** The completion as text, without the end token. */
  readonly text: string;
}

/** The rollouts of one draw. Groups may differ in size. */
export interface Group {
  readonly draw: Draw;
  readonly rollouts: readonly Rollout[];
  /** One verdict a rollout. A group without verdicts is judged by the trainer. */
  readonly verdicts?: readonly Verdict[];
  /** Sampled and judged, and left out by the sampler: it counts in the metrics, is none of the groups that were asked for, and never trains. */
  readonly dropped?: true;
}
