import type { TensorBatch, TensorOutputs } from "@lode/core";
import type { Tensor2D } from "@tensorflow/tfjs";

/**
 * GSPO's ratio at token level (its equation 15), [B,T]: the value of s in every token of a row, with the gradient of each token's own log-probability.
 *
 *     s = exp(1/n · Σ_t (log p - log old)),  r_t = sg(s)·exp(log p_t - sg(log p_t))
 */
export function sequenceRatio({ logprobs, held }: TensorOutputs<"logprobs">, batch: TensorBatch<"oldLogprobs">): Tensor2D {
  const difference = held.logprobs.sub<Tensor2D>(batch.oldLogprobs).mul<Tensor2D>(batch.action);
  const s = difference.sum<Tensor2D>(1, true).div<Tensor2D>(batch.tokenCounts.maximum(1)).exp();
  return logprobs.sub<Tensor2D>(held.logprobs).exp().mul(s);
}
