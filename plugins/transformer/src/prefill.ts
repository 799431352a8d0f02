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
 * The function that reads P prompts of S tokens, padded on the right: (tokens [P, S], places of their last tokens [P] in [P·S], the tensors of the
 * weights) → logits of the first tokens after them [P, V], then for each layer keys and values, [P·S, key-value heads, head width] each.
 */
export function prefill(architecture: Architecture): TensorFunction {
  const { heads, headWidth, ropeBase } = architecture;
  return (tokens, last, ...tensors) => {
    const [prompts, columns] = tokens.shape as [number, number];
    const weights = weightsOf(tensors, architecture);
    const mask = causalMask(columns);
    const read: tf.Tensor[] = [];
    const positions = tf.tensor1d(
      Int32Array.from({ length: prompts * columns }, (_, place) => place % columns),
      "int32",
    );
    const states = trunk(weights, tokens.reshape([-1]), {
      heads,
      rotation: rotationAt(positions, columns, headWidth, ropeBase),
      attend: (_, own) => {
        read.push(own.keys, own.values);
        return groupedAttention(own, prompts, mask);
      },
      goOn: (_, all) => all,
    });
    return [linear(tf.gather(states, last as tf.Tensor1D), weights.embedding), ...read];
  };
}
