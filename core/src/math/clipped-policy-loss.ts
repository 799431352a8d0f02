import type { Tensor2D } from "@tensorflow/tfjs";
import type { LossValue, TensorBatch } from "../contracts/batch.js";
import { clippedSurrogate, type ClipOptions } from "./clipped-surrogate.js";
import { policyLoss, tokenShare, type PolicyLossInputs, type PolicyLossOptions } from "./policy-loss.js";

type Inputs = PolicyLossInputs & { readonly batch: TensorBatch<"advantages"> };

/**
 * `policyLoss` of the clipped surrogate of `ratio` [B,T]. The metric `clipFraction` is the share of action tokens whose clipped loss is strictly
 * larger than the unclipped one.
 */
export function clippedPolicyLoss(ratio: Tensor2D, inputs: Inputs, options: PolicyLossOptions & ClipOptions): LossValue {
  const { losses, clipped } = clippedSurrogate(ratio, inputs.batch.advantages, options);
  const { loss, metrics } = policyLoss(losses, inputs, options);
  return { loss, metrics: { ...metrics, clipFraction: tokenShare(clipped, inputs.normalisers) } };
}
