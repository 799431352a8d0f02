import { component, RewardModel, type MetricDeclaration, type Static } from "@lode/core";
import { MOST_TERMS, SumReward, sumRewardOptions } from "./sum-reward.js";

const termMetrics = Array.from({ length: MOST_TERMS }, (_, place): [string, MetricDeclaration] => [
  `reward/term${place + 1}`,
  { unit: "1", reduction: "last", meaning: `term ${place + 1} of the sum: mean over rows of its weighted outcome reward and token rewards` },
]);

/** The component of `SumReward`. */
export const sum = component(RewardModel, {
  use: "sum",
  description: "A weighted sum of rewards, each with its own metric.",
  options: sumRewardOptions,
  metrics: Object.fromEntries(termMetrics),
  explain: ({ weights }: Static<typeof sumRewardOptions>) => [`Reward: the sum of its terms, weights ${weights?.join(", ") ?? "all 1"}.`],
  create: SumReward,
});
