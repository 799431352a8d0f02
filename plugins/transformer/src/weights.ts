import type * as tf from "@tensorflow/tfjs";
import type { Architecture } from "./architecture.js";

/** Parameters by name. Names and shapes are those of Hugging Face's Llama and Qwen2: matrices are [outputs, inputs]. Tensors never change; a step makes new ones. */
export type Weights = Readonly<Record<string, tf.Tensor>>;

export const EMBEDDING = "model.embed_tokens.weight";
export const FINAL_NORM = "model.norm.weight";
/** The scalar model's head, [1, width]. */
export const SCORE = "score.weight";

export interface LayerWeights {
  readonly attentionNorm: tf.Tensor1D;
  readonly query: tf.Tensor2D;
  readonly key: tf.Tensor2D;
  readonly value: tf.Tensor2D;
  readonly output: tf.Tensor2D;
  readonly feedForwardNorm: tf.Tensor1D;
  readonly gate: tf.Tensor2D;
  readonly up: tf.Tensor2D;
  readonly down: tf.Tensor2D;
}

const LAYER_NAMES: Readonly<Record<keyof LayerWeights, string>> = {
  attentionNorm: "input_layernorm",
  query: "self_attn.q_proj",
  key: "self_attn.k_proj",
  value: "self_attn.v_proj",
  output: "self_attn.o_proj",
  feedForwardNorm: "post_attention_layernorm",
  gate: "mlp.gate_proj",
  up: "mlp.up_proj",
  down: "mlp.down_proj",
};

export function layerWeights(weights: Weights, layer: number): LayerWeights {
  const entries = Object.entries(LAYER_NAMES).map(([part, name]) => [part, weights[layerName(layer, name)]]);
  return Object.fromEntries(entries) as LayerWeights;
}

/** Name and shape of every parameter of the trunk, in the order of the file. */
export function weightShapes(architecture: Architecture): Readonly<Record<string, readonly number[]>> {
  const { vocabulary, layers, width, heads, keyValueHeads, headWidth, feedForward } = architecture;
  const layerShapes: Readonly<Record<keyof LayerWeights, readonly number[]>> = {
    attentionNorm: [width],
    query: [heads * headWidth, width],
    key: [keyValueHeads * headWidth, width],
    value: [keyValueHeads * headWidth, width],
    output: [width, heads * headWidth],
    feedForwardNorm: [width],
    gate: [feedForward, width],
    up: [feedForward, width],
    down: [width, feedForward],
  };
  const shapes: Record<string, readonly number[]> = { [EMBEDDING]: [vocabulary, width] };
  for (let layer = 0; layer < layers; layer++) {
    for (const [part, shape] of Object.entries(layerShapes)) shapes[layerName(layer, LAYER_NAMES[part as keyof LayerWeights])] = shape;
  }
  return { ...shapes, [FINAL_NORM]: [width] };
}

function layerName(layer: number, name: string): string {
  return `model.layers.${layer}.${name}.weight`;
}

/** The same weights, with a life of their own; the numbers are shared with the original where the engine can. */
export function cloneWeights(weights: Weights): Weights {
  return Object.fromEntries(Object.entries(weights).map(([name, tensor]) => [name, tensor.clone()]));
}
