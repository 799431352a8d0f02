import type { Rollout } from "../contracts/rollout.js";
import type { Verdict } from "../contracts/verdict.js";
import { RewardModel } from "../contracts/reward-model.js";
import type { ComponentDefinition } from "./component-definition.js";

/** What a reward function is given of a row. */
export interface RewardedRow {
  readonly rollout: Rollout;
  readonly verdict: Verdict | undefined;
}

/** A reward that looks at one rollout at a time: `reward("brief", ({ rollout }) => -rollout.tokens.length / 100)`. */
export function reward(use: string, rewardOf: (row: RewardedRow) => number, description = ""): ComponentDefinition<RewardModel> {
  return {
    contract: RewardModel,
    use,
    description,
    create: {
      from: (): RewardModel => ({
        reward: (batch) =>
          Promise.resolve({
            rewards: Float32Array.from(batch.rollouts, (rollout, row) => rewardOf({ rollout, verdict: batch.verdicts[row] })),
          }),
      }),
    },
  };
}
