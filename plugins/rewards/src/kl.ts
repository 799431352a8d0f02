import { component, RewardModel, type Static } from "@lode/core";
import { KlReward, klRewardOptions } from "./kl-reward.js";

/** The component of `KlReward`. */
export const kl = component(RewardModel, {
  use: "kl",
  description: "A penalty on every token for the KL to the reference, fixed or steered to a target.",
  options: klRewardOptions,
  needs: ["oldLogprobs", "refLogprobs"],
  metrics: {
    "reward/kl": { unit: "nats", reduction: "last", meaning: "KL of a rollout to the reference: sum over its action tokens, mean over the step's rollouts" },
    "reward/klCoefficient": { unit: "1", reduction: "last", meaning: "weight of the KL in this step's rewards" },
  },
  explain: (options: Static<typeof klRewardOptions>) => [
    `KL: ${options.estimator} against the reference, in the rewards of single tokens: -${options.coefficient}·kl, without gradient.`,
    ...(options.mode === "adaptive" ? [`KL: the coefficient is steered to ${options.target} nats a rollout over ${options.horizon} rollouts.`] : []),
  ],
  create: KlReward,
});
