import {
  aggregationOptions,
  clipFractionMetric,
  clipInWords,
  importanceRatio,
  klMetric,
  objective,
  policyLoss,
  policyLossInWords,
  policyLossNeeds,
  policyLossNormalisers,
  policyLossProperties,
  policyLossWants,
  tokenShare,
} from "@lode/core";
import type { Tensor2D } from "@tensorflow/tfjs";
import { requiredClip } from "./required-clip.js";

/**
 * CISPO (MiniMax-M1, arXiv 2506.13585): the policy gradient weighted by a clipped ratio that is a constant, so that no token loses its gradient.
 *
 *     l = -sg(clip(r, 1 - clipLow, 1 + clipHigh))·A·log p
 */
export const cispo = objective({
  use: "cispo",
  description: "CISPO: the policy gradient weighted by a clipped, constant ratio.",
  options: aggregationOptions("token-mean", { ...requiredClip, ...policyLossProperties }),
  laws: ["ratio-one-is-policy-gradient", "no-signal-no-gradient"],
  metrics: { ...clipFractionMetric("whose ratio lies outside the bounds"), ...klMetric },
  wants: policyLossWants,
  needs: policyLossNeeds("advantages", "oldLogprobs"),
  normalisers: policyLossNormalisers,
  loss: (outputs, batch, normalisers, options) => {
    const ratio = importanceRatio(outputs.held.logprobs, batch.oldLogprobs, batch);
    const bounded = ratio.clipByValue(1 - options.clipLow, 1 + options.clipHigh);
    const losses = bounded.mul<Tensor2D>(batch.advantages).mul<Tensor2D>(outputs.logprobs).neg();
    const { loss, metrics } = policyLoss(losses, { outputs, batch, normalisers }, options);
    const outside = bounded.notEqual(ratio).cast<Tensor2D>("float32");
    return { loss, metrics: { ...metrics, clipFraction: tokenShare(outside, normalisers) } };
  },
  explain: (options) => policyLossInWords(`-sg(${clipInWords(options)})·A·log p, with r = exp(log p - log old)`, options),
});
