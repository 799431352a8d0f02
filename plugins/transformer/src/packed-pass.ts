import * as tf from "@tensorflow/tfjs";
import type { Architecture } from "./architecture.js";
import { causalMask } from "./causal-mask.js";
import { groupedAttention, type Attended } from "./grouped-attention.js";
import { rotationAt } from "./rotary-embedding.js";
import type { Pass } from "./trunk.js";

/** `PackedRows` as tensors: positions [P·Tc + B·T'], owners [B], contextMask [B, 1, Tc + T']; columns is T'. */
export interface PackedPlaces {
  readonly positions: tf.Tensor1D;
  readonly owners: tf.Tensor1D;
  readonly contextMask: tf.Tensor3D;
  readonly columns: number;
}

/**
 * P contexts of Tc tokens and B completions of T' tokens in one product each; only attention goes over them apart. A context sees itself, a
 * completion its context and itself, causally. After the last layer's keys and values the contexts have done their work: only completions go on.
 */
export function packedPass(architecture: Architecture, { positions, owners, contextMask, columns }: PackedPlaces): Pass {
  const { layers, heads, headWidth, ropeBase } = architecture;
  const rows = owners.size;
  const contextColumns = contextMask.shape[2] - columns;
  const completionTokens = rows * columns;
  const contextTokens = positions.size - completionTokens;
  const contexts = contextTokens / contextColumns;
  const ownMask = causalMask(contextColumns);
  const completionMask = causalMask(columns, contextColumns).add<tf.Tensor3D>(contextMask);
  const parts = (states: tf.Tensor): tf.Tensor3D[] => tf.split(states, [contextTokens, completionTokens]) as tf.Tensor3D[];

  /** All that each completion sees: [P·Tc, heads, w] and [B·T', heads, w] to [B·(Tc + T'), heads, w]. */
  const seen = ([context, own]: tf.Tensor3D[]): tf.Tensor3D =>
    tf
      .concat2d([tf.gather(context.reshape<tf.Tensor2D>([contexts, -1]), owners), own.reshape<tf.Tensor2D>([rows, -1])], 1)
      .reshape([-1, own.shape[1], headWidth]);

  return {
    heads,
    rotation: rotationAt(positions, contextColumns + columns, headWidth, ropeBase),
    attend: (layer, own: Attended) => {
      const [queries, keys, values] = [parts(own.queries), parts(own.keys), parts(own.values)];
      const mixed = groupedAttention({ queries: queries[1], keys: seen(keys), values: seen(values) }, rows, completionMask);
      if (layer === layers - 1) return mixed;
      return tf.concat2d([groupedAttention({ queries: queries[0], keys: keys[0], values: values[0] }, contexts, ownMask), mixed], 0);
    },
    goOn: (layer, states) => (layer === layers - 1 ? states.slice([contextTokens, 0]) : states),
  };
}
