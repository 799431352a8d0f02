import type { TensorFunction } from "@lode/core";
import * as tf from "@tensorflow/tfjs";
import type { Architecture } from "./architecture.js";
import { cachedAttention } from "./cached-attention.js";
import { linear } from "./linear.js";
import { trunk } from "./trunk.js";
import { weightsOf } from "./weights.js";

/** Places of the inputs that grow with t: the mask, if there is one, along its last axis, then keys and values of every layer along their first. */
export function growingInputs({ layers }: Architecture, masked: boolean): readonly (readonly [input: number, axis: number])[] {
  const caches = Array.from({ length: 2 * layers }, (_, cache) => [3 + Number(masked) + cache, 0] as const);
  return masked ? [[3, 2], ...caches] : caches;
}

/**
 * The function that reads a token of each of B rows: (tokens [B], cosines and sines at their positions [B, head width], with `masked` the mask
 * [B·key-value heads, 1, t], for each layer keys and values of the t tokens before [t, B·key-value heads, head width], the tensors of the weights) → logits of the
 * tokens after them [B, V], then for each layer their own keys and values, [B·key-value heads, 1, head width].
 */
export function decodingStep(architecture: Architecture, masked: boolean): TensorFunction {
  const { layers, heads, keyValueHeads, headWidth } = architecture;
  return (tokens, cosines, sines, ...rest) => {
    const [mask, others] = masked ? [rest[0] as tf.Tensor3D, rest.slice(1)] : [undefined, rest];
    const caches = others.slice(0, 2 * layers) as tf.Tensor3D[];
    const weights = weightsOf(others.slice(2 * layers), architecture);
    const rows = tokens.size;
    const grown: tf.Tensor[] = [];
    const perHead = (states: tf.Tensor3D, shared: number): tf.Tensor3D => states.reshape([rows * keyValueHeads, shared, headWidth]);
    const states = trunk(weights, tokens as tf.Tensor1D, {
      heads,
      rotation: { cosines: cosines as tf.Tensor2D, sines: sines as tf.Tensor2D },
      attend: (layer, own) => {
        const [ownKey, ownValue] = [perHead(own.keys, 1), perHead(own.values, 1)];
        grown.push(ownKey, ownValue);
        const [keys, values] = caches.slice(2 * layer, 2 * layer + 2);
        const query = perHead(own.queries, heads / keyValueHeads);
        return cachedAttention({ query, ownKey, ownValue, keys, values, mask }).reshape([rows, heads * headWidth]);
      },
      goOn: (_, all) => all,
    });
    return [linear(states, weights.embedding), ...grown];
  };
}
