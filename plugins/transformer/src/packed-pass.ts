import * as tf from "@tensorflow/tfjs";
import type { Architecture } from "./architecture.js";
import { causalMask } from "./causal-mask.js";
import { groupedAttention, type Attended, type SlotContext } from "./grouped-attention.js";
import { rotationAt } from "./rotary-embedding.js";
import type { Pass } from "./trunk.js";

/** `PackedRows` as tensors: positions [S·Tc + S·R·T'], contextMask [S, 1, 1, Tc]; `rows` is R and `columns` T'. */
export interface PackedPlaces {
  readonly positions: tf.Tensor1D;
  readonly contextMask: tf.Tensor4D;
  readonly rows: number;
  readonly columns: number;
}

/**
 * S contexts of Tc tokens and S·R completions of T' tokens in one product each; only attention goes over them apart. A context sees itself, a
 * completion its context and itself, causally. After the last layer's keys and values the contexts have done their work: only completions go on.
 */
export function packedPass(architecture: Architecture, { positions, contextMask, rows, columns }: PackedPlaces): Pass {
  const { layers, heads, headWidth, ropeBase } = architecture;
  const [slots, , , contextColumns] = contextMask.shape;
  const [contextTokens, completionTokens] = [slots * contextColumns, slots * rows * columns];
  const mask = causalMask(columns);
  const rotation = rotationAt(positions, contextColumns + columns, headWidth, ropeBase);
  if (contextTokens === 0) return { heads, rotation, attend: (_, own) => groupedAttention(own, { slots, rows }, mask), goOn: (_, states) => states };
  const contextCausalMask = causalMask(contextColumns);
  const parts = ({ queries, keys, values }: Attended): [context: Attended, own: Attended] => {
    const cut = [queries, keys, values].map((states) => tf.split(states, [contextTokens, completionTokens]) as [tf.Tensor3D, tf.Tensor3D]);
    return [0, 1].map((part) => ({ queries: cut[0][part], keys: cut[1][part], values: cut[2][part] })) as [Attended, Attended];
  };
  return {
    heads,
    rotation,
    attend: (layer, all) => {
      const [context, own] = parts(all);
      const seen: SlotContext = { keys: context.keys, values: context.values, mask: contextMask };
      const mixed = groupedAttention(own, { slots, rows }, mask, seen);
      if (layer === layers - 1) return mixed;
      return tf.concat2d([groupedAttention(context, { slots, rows: 1 }, contextCausalMask), mixed], 0);
    },
    goOn: (layer, states) => (layer === layers - 1 ? states.slice([contextTokens, 0]) : states),
  };
}
