import type { Batch, OutputName } from "@lode/core";
import type * as tf from "@tensorflow/tfjs";

/** What a model reads of a batch. */
export type TokenRows = Pick<Batch, "rows" | "length" | "tokens" | "action" | "temperature">;

/** A differentiable function of weights and tokens. */
export interface Model {
  /** Named outputs that it can give. */
  readonly gives: readonly OutputName[];
  /** Name and shape of every parameter, in the order in which they lie in the flat vector of weights. */
  readonly shapes: Readonly<Record<string, readonly number[]>>;
  /** The wanted outputs, each [B,T], in the order of `want`; 0 where `action` is 0. Column t is computed from the tokens before t. */
  outputs(weights: tf.Tensor1D, rows: TokenRows, want: readonly OutputName[]): tf.Tensor2D[];
}
