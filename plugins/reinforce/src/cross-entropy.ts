import { aggregate, aggregationDivisor, aggregationInWords, aggregationOptions, objective } from "@lode/core";

/** Supervised fine-tuning on whatever rows are selected: l = -log p, without regard to rewards. */
export const crossEntropy = objective({
  use: "cross-entropy",
  description: "Supervised fine-tuning: cross-entropy of the action tokens of all rows.",
  options: aggregationOptions("token-mean", {}),
  wants: ["logprobs"],
  needs: [],
  normalisers: (batch, options) => ({ divisor: aggregationDivisor(batch, options) }),
  loss: ({ logprobs }, batch, { divisor }, options) => ({ loss: aggregate(logprobs.neg(), batch, divisor, options), metrics: {} }),
  explain: (options) => ["Objective: loss = agg(-log p) of all rows.", `Normalisation: ${aggregationInWords(options)}.`, "KL: none in the loss."],
});
