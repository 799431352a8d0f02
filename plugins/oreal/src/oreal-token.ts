import { component, RewardModel, type Static } from "@lode/core";
import { TokenRewardModel } from "./token-reward-model.js";
import { tokenRewardOptions } from "./token-reward-options.js";

/** The component of `TokenRewardModel`. */
export const orealToken = component(RewardModel, {
  use: "oreal-token",
  description: "OREAL's token-level reward model, learnt from outcomes.",
  options: tokenRewardOptions,
  needs: ["policy.scalar-model"],
  gives: ["tokenWeights"],
  metrics: {
    "reward-model/loss": {
      unit: "nats",
      reduction: "mean",
      meaning: "cross-entropy of the row's mean score against correct or wrong, before this step's update",
    },
    "reward-model/accuracy": { unit: "fraction", reduction: "mean", meaning: "share of rows whose mean score has the sign of the outcome" },
    "reward-model/weightedTokens": { unit: "fraction", reduction: "mean", meaning: "share of the selected action tokens with a weight above 0" },
    "reward-model/gradientNorm": { unit: "1", reduction: "mean", meaning: "L2 norm of the reward model's gradient before clipping" },
    "reward-model/learningRate": { unit: "1", reduction: "mean", meaning: "the reward model's learning rate at this step" },
  },
  explain: (options: Static<typeof tokenRewardOptions>) => [
    "Token weights: p = sigmoid(mean of the row's scores up to the token), q = p on correct rows and 1 - p on wrong ones.",
    `Token weights: ${rescaleInWords(options)}; constants, from the model before this step's update.`,
    `Reward model: cross-entropy of sigmoid(mean score) against correct or wrong, mean over the selected rows, learning rate ${options.optimizer.learningRate}.`,
  ],
  create: TokenRewardModel,
});

function rescaleInWords(options: Static<typeof tokenRewardOptions>): string {
  if (options.rescale === "threshold") {
    const wrong = options.incorrectThreshold ?? options.threshold;
    return `w = clamp((q - c) / (1 - c), 0, 1), c = ${options.threshold} on correct rows, ${wrong} on wrong ones`;
  }
  const wrong = options.incorrectRatio ?? options.ratio;
  return `w = (q - min) / (max - min) of the largest q, a share of ${options.ratio} of a correct row's tokens, ${wrong} of a wrong one's; else 0`;
}
