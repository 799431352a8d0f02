import type { OutputName } from "@lode/core";
import type * as tf from "@tensorflow/tfjs";
import type { Architecture } from "./architecture.js";
import { linear } from "./linear.js";
import type { Model } from "./model.js";
import { tokenEntropy } from "./token-entropy.js";
import { tokenLogprobs } from "./token-logprobs.js";
import { tokenModel } from "./token-model.js";

/**
 * Language model with tied embeddings: p(token) = softmax(state · embedding / temperature). Outputs in nats: "logprobs" of the tokens in
 * the batch, and "entropy" = -Σ p·log p over the vocabulary. At temperature 0 (greedy generation) they are those of temperature 1.
 */
export function languageModel(architecture: Architecture): Model {
  return tokenModel(architecture, "language", ["logprobs", "entropy"], ({ weights, states, tokens, inverseTemperature }, want) => {
    const logits = linear(states.mul(inverseTemperature), weights.embedding);
    const values: Partial<Record<OutputName, () => tf.Tensor1D>> = {
      logprobs: () => tokenLogprobs(logits, tokens),
      entropy: () => tokenEntropy(logits),
    };
    return want.map((name) => (values[name] as () => tf.Tensor1D)());
  });
}
