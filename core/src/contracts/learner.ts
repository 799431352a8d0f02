import type { Batch, Loss, OutputName, Outputs } from "./batch.js";
import type { Component } from "./component.js";
import type { Metrics } from "./metrics.js";
import type { Progress } from "./progress.js";

/** Gives numbers for the tokens of a batch; its weights do not change by it. */
export interface Scorer extends Component {
  /**
   * The wanted outputs of every action token, [B,T], 0 elsewhere, at the batch's temperature.
   * Column t is computed from the tokens before t. Rows do not influence one another.
   */
  score(batch: Batch, want: readonly OutputName[]): Promise<Outputs>;
}

/** Weights that a loss can train. */
export interface Learner extends Scorer {
  /** Adds the gradient of `loss` on this micro-batch to the gradient collected so far. Several losses may meet before a step, and a call may come before the last has ended. Returns the loss's metrics and, as `loss`, its value. */
  accumulate(batch: Batch, loss: Loss): Promise<Metrics>;
  /** Clips the collected gradient, lets the optimizer step, and clears the gradient. Returns `gradientNorm` (before clipping) and `learningRate`. Throws when the gradient is not finite, before any weight has changed. */
  step(at: Progress): Promise<Metrics>;
  /** The weights as they are now, for good: updates of this learner do not reach the scorer. */
  freeze(): Promise<Scorer>;
}
