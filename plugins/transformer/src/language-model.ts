import type { OutputName } from "@lode/core";
import * as tf from "@tensorflow/tfjs";
import type { Architecture } from "./architecture.js";
import { linear } from "./linear.js";
import type { Model } from "./model.js";
import { atTokens, nextTokens, statesBeforeTokens } from "./states-before-tokens.js";
import { EMBEDDING } from "./weights.js";

/**
 * Language model with tied embeddings: p(token) = softmax(state · embedding / temperature). Outputs in nats: "logprobs" of the tokens in
 * the batch, and "entropy" = -Σ p·log p over the vocabulary. At temperature 0 (greedy generation) they are those of temperature 1.
 */
export function languageModel(architecture: Architecture): Model {
  return {
    gives: ["logprobs", "entropy"],
    outputs: (weights, rows, want) => {
      const states = statesBeforeTokens(weights, rows, architecture);
      const logits = linear(states, weights[EMBEDDING]);
      const logprobs = tf.logSoftmax(rows.temperature === 0 || rows.temperature === 1 ? logits : logits.div<tf.Tensor2D>(rows.temperature));
      const values: Partial<Record<OutputName, () => tf.Tensor>> = {
        logprobs: () => tf.oneHot(nextTokens(rows), architecture.vocabulary, 1, 0, "float32").mul(logprobs).sum(1),
        entropy: () => logprobs.exp().mul(logprobs).sum(1).neg(),
      };
      return want.map((name) => atTokens((values[name] as () => tf.Tensor)(), rows));
    },
  };
}
