import {
  aggregationOptions,
  clipFractionMetric,
  clippedPolicyLoss,
  clippedSurrogateInWords,
  clipProperties,
  importanceRatio,
  klMetric,
  objective,
  policyLossInWords,
  policyLossNeeds,
  policyLossNormalisers,
  policyLossProperties,
  policyLossWants,
} from "@lode/core";

/** Proximal policy optimisation (Schulman et al. 2017, arXiv 1707.06347): `clippedSurrogate` of the token's ratio to the policy at collection. */
export const ppo = objective({
  use: "ppo",
  description: "PPO's clipped surrogate; the default is a mean over tokens.",
  options: aggregationOptions("token-mean", { ...clipProperties, ...policyLossProperties }),
  laws: ["ratio-one-is-policy-gradient", "no-signal-no-gradient"],
  metrics: { ...clipFractionMetric("whose loss clipping made larger, before the dual clip"), ...klMetric },
  wants: policyLossWants,
  needs: policyLossNeeds("advantages", "oldLogprobs"),
  normalisers: policyLossNormalisers,
  loss: (outputs, batch, normalisers, options) =>
    clippedPolicyLoss(importanceRatio(outputs.logprobs, batch.oldLogprobs, batch), { outputs, batch, normalisers }, options),
  explain: (options) => policyLossInWords(clippedSurrogateInWords(options, "r = exp(log p - log old)"), options),
});
