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

/**
 * Group relative policy optimisation (Shao et al. 2024, arXiv 2402.03300): PPO's surrogate, each row's mean first. Dr. GRPO is
 * `aggregation: "fixed-length"`, DAPO's loss `aggregation: "token-mean"` with a `clipHigh` above `clipLow`.
 */
export const grpoObjective = objective({
  use: "grpo",
  description: "GRPO's clipped surrogate, by default a mean over rows of each row's mean; options make it Dr. GRPO or DAPO.",
  options: aggregationOptions("sequence-mean", { ...clipProperties, ...policyLossProperties }),
  laws: ["ratio-one-is-policy-gradient", "no-signal-no-gradient"],
  metrics: { ...clipFractionMetric("whose loss clipping made larger, before the dual clip"), ...klMetric },
  wants: policyLossWants,
  needs: policyLossNeeds("advantages", "oldLogprobs"),
  normalisers: policyLossNormalisers,
  loss: (outputs, batch, normalisers, options) =>
    clippedPolicyLoss(importanceRatio(outputs.logprobs, batch.oldLogprobs, batch), { outputs, batch, normalisers }, options),
  explain: (options) => policyLossInWords(clippedSurrogateInWords(options, "r = exp(log p - log old)"), options),
});
