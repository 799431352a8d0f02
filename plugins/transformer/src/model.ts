import type { Batch, OutputName } from "@lode/core";
import type * as tf from "@tensorflow/tfjs";
import type { Weights } from "./weights.js";

/** What a model reads of a batch. */
export type TokenRows = Pick<Batch, "rows" | "length" | "tokens" | "action" | "temperature">;

/** A differentiable function of weights and tokens. */
export interface Model {
  /** Named outputs that it can give. */
  readonly gives: readonly OutputName[];
  /** The wanted outputs, each [B,T], in the order of `want`; 0 where `action` is 0. Column t is computed from the tokens before t. */
  outputs(weights: Weights, rows: TokenRows, want: readonly OutputName[]): tf.Tensor2D[];
}
