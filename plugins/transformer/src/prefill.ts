import type { TensorFunction } from "@lode/core";
import * as tf from "@tensorflow/tfjs";
import type { Architecture } from "./architecture.js";
import { causalMask } from "./causal-mask.js";
import { groupedAttention } from "./grouped-attention.js";
import { linear } from "./linear.js";
import { rotationAt } from "./rotary-embedding.js";
import { trunk } from "./trunk.js";
import { weightsOf } from "./weights.js";

/**
 * The function that reads P prompts of S tokens, padded on the right: (tokens [P, S], places of their last tokens [P] in [P·S], 0 for the tokens before
 * those and `UNSEEN` for the others [P, 1, 1, S], the tensors of the weights) → logits of the first tokens after them [P, V], then for each layer keys and
 * values, [P·S, key-value heads, head width] each. After the last layer's keys and values only the last tokens go on.
 */
export function prefill(architecture: Architecture): TensorFunction {
  const { layers, heads, headWidth, ropeBase } = architecture;
  return (tokens, last, beforeLast, ...tensors) => {
    const [prompts, columns] = tokens.shape as [number, number];
    const weights = weightsOf(tensors, architecture);
    const mask = causalMask(columns);
    const read: tf.Tensor[] = [];
    const positions = tf.tensor1d(
      Int32Array.from({ length: prompts * columns }, (_, place) => place % columns),
      "int32",
    );
    const ofLast = <Rank extends tf.Tensor>(states: Rank): Rank => tf.gather(states, last as tf.Tensor1D);
    const states = trunk(weights, tokens.reshape([-1]), {
      heads,
      rotation: rotationAt(positions, columns, headWidth, ropeBase),
      attend: (layer, own) => {
        const { queries, keys, values } = own;
        read.push(keys, values);
        if (layer < layers - 1) return groupedAttention(own, { slots: prompts, rows: 1 }, mask);
        const ends = { queries: ofLast(queries), keys: ofLast(keys), values: ofLast(values) };
        return groupedAttention(ends, { slots: prompts, rows: 1 }, causalMask(1), { keys, values, mask: beforeLast as tf.Tensor4D });
      },
      goOn: (layer, all) => (layer < layers - 1 ? all : ofLast(all)),
    });
    return [linear(states, weights.embedding), ...read];
  };
}
