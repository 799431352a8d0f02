import type * as tf from "@tensorflow/tfjs";
import { attentionCore } from "./attention-core.js";

/** Of R rows of S tokens: queries [R·S, heads, head width]; of R rows of t tokens that they look at: keys and values [R·t, key-value heads, head width]. */
export interface Attended {
  readonly queries: tf.Tensor3D;
  readonly keys: tf.Tensor3D;
  readonly values: tf.Tensor3D;
}

/**
 * Grouped-query attention (Ainslie et al. 2023, arXiv 2305.13245): n query heads share one head of keys and values. Gives the mixed values,
 * [R·S, heads·head width]. The mask is [R or 1, S or 1, t].
 */
export function groupedAttention({ queries, keys, values }: Attended, rows: number, mask: tf.Tensor3D): tf.Tensor2D {
  const [tokens, heads, headWidth] = queries.shape;
  const [seen, groups] = [keys.shape[0] / rows, keys.shape[1]];
  const [columns, perGroup] = [tokens / rows, heads / groups];
  const byGroup = (states: tf.Tensor3D): tf.Tensor3D =>
    states
      .reshape([rows, seen, groups, headWidth])
      .transpose([2, 0, 1, 3])
      .reshape([groups * rows, seen, headWidth]);
  const queriesByGroup = queries
    .reshape([rows, columns, groups, perGroup, headWidth])
    .transpose([2, 0, 3, 1, 4])
    .reshape<tf.Tensor3D>([groups * rows, perGroup * columns, headWidth]);
  return attentionCore(queriesByGroup, byGroup(keys), byGroup(values), mask)
    .reshape([groups, rows, perGroup, columns, headWidth])
    .transpose([1, 3, 0, 2, 4])
    .reshape([tokens, heads * headWidth]);
}
