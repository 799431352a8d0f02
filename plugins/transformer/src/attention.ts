import * as tf from "@tensorflow/tfjs";
import type { Architecture } from "./architecture.js";
import { linear } from "./linear.js";
import { rotate, type Rotation } from "./rotary-embedding.js";
import type { LayerWeights } from "./weights.js";

/** Keys and values of one layer, both [key-value heads, B, t, head width]. */
export type KeysAndValues = {
  readonly keys: tf.Tensor4D;
  readonly values: tf.Tensor4D;
};

/** One pass of B rows by S tokens through the layers: where its tokens stand and what they see. */
export interface Pass {
  /** B. */
  readonly rows: number;
  /** S. */
  readonly columns: number;
  readonly rotation: Rotation;
  /** Added to the scores: a large negative number where a token must not look. [1, B or 1, 1, S, t]; undefined where all is seen. */
  readonly mask: tf.Tensor5D | undefined;
  /** All keys and values that the pass sees in a layer, given those of its own tokens, t of them a row. */
  extend(layer: number, own: KeysAndValues): KeysAndValues;
}

/**
 * Grouped-query attention (Ainslie et al. 2023, arXiv 2305.13245) of normalised states x, [B·S, width] to [B·S, width]:
 * n query heads share one head of keys and values; softmax(q·k / sqrt(head width) + mask) · v; then the output matrix.
 */
export function attention(
  x: tf.Tensor2D,
  layer: number,
  { weights, architecture, pass }: { weights: LayerWeights; architecture: Architecture; pass: Pass },
): tf.Tensor2D {
  const { rows, columns } = pass;
  const { heads, keyValueHeads: groups, headWidth } = architecture;
  const perGroup = heads / groups;
  const split = (matrix: tf.Tensor2D, count: number): tf.Tensor4D => linear(x, matrix).reshape([rows, columns, count, headWidth]);
  const byHead = (states: tf.Tensor4D): tf.Tensor4D => states.transpose([2, 0, 1, 3]);

  const queries = rotate(split(weights.query, heads), pass.rotation)
    .reshape([rows, columns, groups, perGroup, headWidth])
    .transpose([2, 0, 3, 1, 4])
    .reshape<tf.Tensor3D>([groups * rows, perGroup * columns, headWidth]);
  const { keys, values } = pass.extend(layer, {
    keys: byHead(rotate(split(weights.key, groups), pass.rotation)),
    values: byHead(split(weights.value, groups)),
  });
  const seen = keys.shape[2];
  const matrices = (states: tf.Tensor4D): tf.Tensor3D => states.reshape([groups * rows, seen, headWidth]);
  const scores = tf.matMul(queries, matrices(keys), false, true).reshape<tf.Tensor5D>([groups, rows, perGroup, columns, seen]);
  const probabilities = tf.softmax(pass.mask === undefined ? scores : scores.add(pass.mask));
  const mixed = tf
    .matMul(probabilities.reshape([groups * rows, perGroup * columns, seen]), matrices(values))
    .reshape([groups, rows, perGroup, columns, headWidth])
    .transpose([1, 3, 0, 2, 4])
    .reshape<tf.Tensor2D>([rows * columns, heads * headWidth]);
  return linear(mixed, weights.output);
}
