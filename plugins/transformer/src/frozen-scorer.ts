import type { Batch, OutputName, Outputs, Scorer } from "@lode/core";
import * as tf from "@tensorflow/tfjs";
import type { Model } from "./model.js";
import { scoreRows } from "./score-rows.js";
import { cloneWeights, type Weights } from "./weights.js";

/** A model with the weights that it was given, for good. */
export class FrozenScorer implements Scorer {
  private readonly weights: Weights;

  constructor(
    private readonly model: Model,
    weights: Weights,
  ) {
    this.weights = cloneWeights(weights);
  }

  score(batch: Batch, want: readonly OutputName[]): Promise<Outputs> {
    return scoreRows(this.model, this.weights, batch, want);
  }

  dispose(): void {
    tf.dispose(Object.values(this.weights));
  }
}
