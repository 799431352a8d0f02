import {
  clipFractionMetric,
  clippedPolicyLoss,
  clippedSurrogateInWords,
  klMetric,
  objective,
  options,
  policyLossInWords,
  policyLossNeeds,
  policyLossNormalisers,
  policyLossProperties,
  policyLossWants,
} from "@lode/core";
import { requiredClip } from "./required-clip.js";
import { sequenceRatio } from "./sequence-ratio.js";

const SEQUENCE_MEAN = { aggregation: "sequence-mean" } as const;

/** Group sequence policy optimisation (Zheng et al. 2025, arXiv 2507.18071): one ratio a row, by the geometric mean over its tokens. */
export const gspo = objective({
  use: "gspo",
  description: "GSPO: the clipped surrogate with one ratio a row.",
  options: options({ ...requiredClip, ...policyLossProperties }),
  laws: ["ratio-one-is-policy-gradient", "no-signal-no-gradient"],
  metrics: { ...clipFractionMetric("whose loss clipping made larger"), ...klMetric },
  wants: policyLossWants,
  needs: policyLossNeeds("advantages", "oldLogprobs"),
  normalisers: (batch) => policyLossNormalisers(batch, SEQUENCE_MEAN),
  loss: (outputs, batch, normalisers, options) =>
    clippedPolicyLoss(sequenceRatio(outputs, batch), { outputs, batch, normalisers }, { ...options, ...SEQUENCE_MEAN }),
  explain: (options) =>
    policyLossInWords(clippedSurrogateInWords(options, "r = exp(mean over the row of log p - log old), each token's gradient its own"), {
      ...options,
      ...SEQUENCE_MEAN,
    }),
});
