import type { Tensor2D } from "@tensorflow/tfjs";
import type { TensorBatchBase } from "../contracts/batch.js";

/** r = exp(log p - log old) of every token, [B,T]; 1 where `action` is 0. */
export function importanceRatio(logprobs: Tensor2D, oldLogprobs: Tensor2D, batch: TensorBatchBase): Tensor2D {
  return logprobs.sub<Tensor2D>(oldLogprobs).mul<Tensor2D>(batch.action).exp();
}
