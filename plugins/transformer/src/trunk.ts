import * as tf from "@tensorflow/tfjs";
import type { Architecture } from "./architecture.js";
import { attention, type Pass } from "./attention.js";
import { linear } from "./linear.js";
import { rmsNorm } from "./rms-norm.js";
import { swiglu } from "./swiglu.js";
import { EMBEDDING, FINAL_NORM, layerWeights, type LayerWeights, type Weights } from "./weights.js";

/** States after the last norm, [B·S, width], of tokens [B·S]: a pre-norm decoder as in Llama (Touvron et al. 2023, arXiv 2302.13971). */
export function trunk(weights: Weights, tokens: tf.Tensor1D, architecture: Architecture, pass: Pass): tf.Tensor2D {
  let states = tf.gather(weights[EMBEDDING], tokens) as tf.Tensor2D;
  for (let layer = 0; layer < architecture.layers; layer++) {
    const own = layerWeights(weights, layer);
    states = states.add(attention(rmsNorm(states, own.attentionNorm), layer, { weights: own, architecture, pass }));
    states = states.add(feedForward(rmsNorm(states, own.feedForwardNorm), own));
  }
  return rmsNorm(states, weights[FINAL_NORM] as tf.Tensor1D);
}

function feedForward(x: tf.Tensor2D, { gate, up, down }: LayerWeights): tf.Tensor2D {
  return linear(swiglu(linear(x, gate), linear(x, up)), down);
}
