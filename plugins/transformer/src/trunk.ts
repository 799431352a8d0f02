import * as tf from "@tensorflow/tfjs";
import type { Attended } from "./grouped-attention.js";
import { linear } from "./linear.js";
import { rmsNorm } from "./rms-norm.js";
import { rotate, type Rotation } from "./rotary-embedding.js";
import { swiglu } from "./swiglu.js";
import type { LayerWeights, Weights } from "./weights.js";

/** How N tokens go through the layers: where they stand and what they look at. */
export interface Pass {
  readonly rotation: Rotation;
  readonly heads: number;
  /** The mixed values, [M, heads·head width], of the tokens that go on after this layer, given all N tokens' own queries, keys and values. */
  attend(layer: number, own: Attended): tf.Tensor2D;
  /** Of states [N, width] those of the tokens that go on after this layer, [M, width]. */
  goOn(layer: number, states: tf.Tensor2D): tf.Tensor2D;
}

/** States after the last norm, [M, width], of tokens [N]: a pre-norm decoder as in Llama (Touvron et al. 2023, arXiv 2302.13971). */
export function trunk({ embedding, layers, finalNorm }: Weights, tokens: tf.Tensor1D, pass: Pass): tf.Tensor2D {
  let states = tf.gather(embedding, tokens);
  layers.forEach((weights, layer) => {
    const mixed = pass.attend(layer, projections(rmsNorm(states, weights.attentionNorm), weights, pass));
    states = pass.goOn(layer, states).add(linear(mixed, weights.output));
    states = states.add(feedForward(rmsNorm(states, weights.feedForwardNorm), weights));
  });
  return rmsNorm(states, finalNorm);
}

/** Rotated queries and keys, and values, of normalised states x, [N, width]. */
function projections(x: tf.Tensor2D, { queryKey, value }: LayerWeights, { rotation, heads }: Pass): Attended {
  const tokens = x.shape[0];
  const headWidth = rotation.cosines.shape[1];
  const byHead = (states: tf.Tensor2D): tf.Tensor3D => states.reshape([tokens, -1, headWidth]);
  const rotated = rotate(byHead(linear(x, queryKey)), rotation);
  const [queries, keys] = tf.split(rotated, [heads, rotated.shape[1] - heads], 1) as [tf.Tensor3D, tf.Tensor3D];
  return { queries, keys, values: byHead(linear(x, value)) };
}

/** Of few tokens, columns instead of rows: engines copy the right factor of a product before they multiply, which should not be the weights then. */
function feedForward(x: tf.Tensor2D, { gate, up, down }: LayerWeights): tf.Tensor2D {
  const [tokens, width] = x.shape;
  if (tokens >= width) return linear(swiglu(linear(x, gate), linear(x, up)), down);
  const columns = swiglu(tf.matMul(gate, x, false, true), tf.matMul(up, x, false, true));
  return tf.transpose(tf.matMul(down, columns));
}
