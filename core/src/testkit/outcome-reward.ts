import { RewardModel } from "../contracts/reward-model.js";
import { component, type ComponentDefinition } from "../plugin/component-definition.js";

/** The reward "outcome" that suites give to components that hold one: 1 where the verdict is correct, else -1. */
export const outcomeReward = rewardOfOutcome("outcome", 1);

/** Another reward in its place, to see whether it makes a difference. */
export const contraryReward = rewardOfOutcome("contrary", -1);

function rewardOfOutcome(use: string, correct: number): ComponentDefinition<RewardModel> {
  const reward: RewardModel["reward"] = async ({ verdicts }) => ({
    rewards: Float32Array.from(verdicts, ({ outcome }) => (outcome === "correct" ? correct : -correct)),
  });
  return component(RewardModel, { use, description: "The verdict as a number.", create: { from: (): RewardModel => ({ reward }) } });
}
