import type { Batch, OutputName, Outputs, Scorer } from "@lode/core";
import type * as tf from "@tensorflow/tfjs";
import type { Model } from "./model.js";
import { scoreRows } from "./score-rows.js";

/** A model with the weights that it was given, for good. */
export class FrozenScorer implements Scorer {
  private readonly weights: tf.Tensor1D;

  constructor(
    private readonly model: Model,
    weights: tf.Tensor1D,
  ) {
    this.weights = weights.clone();
  }

  score(batch: Batch, want: readonly OutputName[]): Promise<Outputs> {
    return scoreRows(this.model, this.weights, batch, want);
  }

  dispose(): void {
    this.weights.dispose();
  }
}
