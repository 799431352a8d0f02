import type * as tf from "@tensorflow/tfjs";
import { attentionCore, type SeenBlock } from "./attention-core.js";

/** Of tokens: queries [N, heads, head width]; keys and values [N, key-value heads, head width]. */
export interface Attended {
  readonly queries: tf.Tensor3D;
  readonly keys: tf.Tensor3D;
  readonly values: tf.Tensor3D;
}

/** S slots of R rows of T tokens each, N = S·R·T in all, in this order. */
export interface Slots {
  readonly slots: number;
  readonly rows: number;
}

/** What all rows of a slot see before themselves: keys and values [S·Tc, key-value heads, head width], mask [S, 1, 1, Tc]. */
export interface SlotContext {
  readonly keys: tf.Tensor3D;
  readonly values: tf.Tensor3D;
  readonly mask: tf.Tensor4D;
}

/**
 * Grouped-query attention (Ainslie et al. 2023, arXiv 2305.13245): n query heads share one head of keys and values. Rows look at themselves, under a
 * mask [1, 1, T, T], and at the context of their slot, which is read once for all of them. Gives the mixed values, [N, heads·head width].
 */
export function groupedAttention(own: Attended, { slots, rows }: Slots, mask: tf.Tensor4D, context?: SlotContext): tf.Tensor2D {
  const [tokens, heads, width] = own.queries.shape;
  const groups = own.keys.shape[1];
  const [columns, perGroup] = [tokens / (slots * rows), heads / groups];
  const byGroup = (states: tf.Tensor3D): tf.Tensor3D =>
    states
      .reshape([slots, rows, columns, groups, width])
      .transpose([0, 3, 1, 2, 4])
      .reshape([slots * groups * rows, columns, width]);
  const ofContext = (states: tf.Tensor3D): tf.Tensor3D =>
    states
      .reshape([slots, -1, groups, width])
      .transpose([0, 2, 1, 3])
      .reshape([slots * groups, -1, width]);
  const queries = own.queries
    .reshape([slots, rows, columns, groups, perGroup, width])
    .transpose([0, 3, 1, 4, 2, 5])
    .reshape<tf.Tensor3D>([slots * groups * rows, perGroup * columns, width]);
  const before: SeenBlock[] = context === undefined ? [] : [{ keys: ofContext(context.keys), values: ofContext(context.values), mask: context.mask }];
  return attentionCore(queries, [...before, { keys: byGroup(own.keys), values: byGroup(own.values), mask }])
    .reshape([slots, groups, rows, perGroup, columns, width])
    .transpose([0, 2, 4, 1, 3, 5])
    .reshape([tokens, heads * width]);
}
