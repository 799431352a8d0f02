import type { Architecture } from "./architecture.js";

/** The scalar model's head, [1, width]. */
const SCORE = "score.weight";

/**
 * Name and shape of every parameter, in the order of the file and of the flat vector. Names and shapes are those of Hugging Face's Llama and
 * Qwen2: matrices are [outputs, inputs]. A scalar model has a head besides, at the end.
 */
export function weightShapes(architecture: Architecture, model: "language" | "scalar"): Readonly<Record<string, readonly number[]>> {
  const { vocabulary, layers, width, heads, keyValueHeads, headWidth, feedForward } = architecture;
  const shapes: Record<string, readonly number[]> = { "model.embed_tokens.weight": [vocabulary, width] };
  for (let layer = 0; layer < layers; layer++) {
    const place = `model.layers.${layer}`;
    shapes[`${place}.input_layernorm.weight`] = [width];
    shapes[`${place}.self_attn.q_proj.weight`] = [heads * headWidth, width];
    shapes[`${place}.self_attn.k_proj.weight`] = [keyValueHeads * headWidth, width];
    shapes[`${place}.self_attn.v_proj.weight`] = [keyValueHeads * headWidth, width];
    shapes[`${place}.self_attn.o_proj.weight`] = [width, heads * headWidth];
    shapes[`${place}.post_attention_layernorm.weight`] = [width];
    shapes[`${place}.mlp.gate_proj.weight`] = [feedForward, width];
    shapes[`${place}.mlp.up_proj.weight`] = [feedForward, width];
    shapes[`${place}.mlp.down_proj.weight`] = [width, feedForward];
  }
  shapes["model.norm.weight"] = [width];
  if (model === "scalar") shapes[SCORE] = [1, width];
  return shapes;
}
