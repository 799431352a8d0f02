import {
  aggregationOptions,
  klMetric,
  objective,
  policyLoss,
  policyLossInWords,
  policyLossNeeds,
  policyLossNormalisers,
  policyLossProperties,
  policyLossWants,
} from "@lode/core";
import type { Tensor2D } from "@tensorflow/tfjs";

/** REINFORCE (Williams 1992): l = -A·log p. */
export const reinforce = objective({
  use: "reinforce",
  description: "REINFORCE: the plain policy gradient.",
  options: aggregationOptions("token-mean", policyLossProperties),
  laws: ["ratio-one-is-policy-gradient", "no-signal-no-gradient"],
  metrics: klMetric,
  wants: policyLossWants,
  needs: policyLossNeeds("advantages"),
  normalisers: policyLossNormalisers,
  loss: (outputs, batch, normalisers, options) => policyLoss(outputs.logprobs.mul<Tensor2D>(batch.advantages).neg(), { outputs, batch, normalisers }, options),
  explain: (options) => policyLossInWords("-A·log p", options),
});
