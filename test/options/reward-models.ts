import { RewardModel, type Batch, type Rollout, type Verdict } from "@lode/core";
import { randomBatch } from "../transformer/transformer-fixture.js";
import { weightsOf } from "../transformer/weights-of.js";
import { opened, TINY_TRANSFORMER } from "./opened.js";
import { optimizer, OPTIMIZER, STEPS } from "./optimizer.js";
import { LISTED, proofs, type Fragment, type Proof, type Table } from "./proof.js";

const OUTCOMES = ["correct", "incorrect", "incorrect", "correct"] as const;

const BATCH: Batch = randomBatch([7, 9, 9, 6], {
  rollouts: OUTCOMES.map(() => ({}) as Rollout),
  verdicts: OUTCOMES.map((outcome): Verdict => ({ outcome, reason: "said so" })),
  rewards: Float32Array.from(OUTCOMES, (outcome) => (outcome === "correct" ? 1 : -1)),
  oldLogprobs: Float32Array.from({ length: 36 }, (_, place) => -0.2 * (1 + (place % 5))),
  refLogprobs: Float32Array.from({ length: 36 }, (_, place) => -0.2 * (1 + (place % 7))),
});

/** Rewards before and after the model has learnt once. */
async function rewardsOf(fragment: Fragment): Promise<unknown> {
  return opened(RewardModel, fragment, async (model) => {
    const { rewards, tokenRewards } = await model.reward(BATCH);
    await model.learn?.(BATCH, STEPS[0]);
    const later = await model.reward(BATCH);
    return { rewards, tokenRewards, later: later.tokenRewards };
  });
}

async function tokenWeightsOf(fragment: Fragment): Promise<unknown> {
  return opened(RewardModel, fragment, async (model) => model.weights?.(BATCH), { policy: TINY_TRANSFORMER });
}

async function trainedWeightsOf(fragment: Fragment): Promise<unknown> {
  return opened(
    RewardModel,
    fragment,
    async (model) => {
      for (const at of STEPS) await model.learn?.(BATCH, at);
      return weightsOf(model);
    },
    { policy: TINY_TRANSFORMER },
  );
}

async function nestedRewardsOf(fragment: Fragment): Promise<unknown> {
  return opened(RewardModel, fragment, (model) => model.reward(BATCH), { policy: TINY_TRANSFORMER });
}

const outcome = { use: "outcome" };
const overlong = { use: "overlong", maxLength: 6, buffer: 3 };

function rewards(use: string, given: Fragment, table: Table): readonly Proof[] {
  return proofs(`RewardModel ${use}`, { given, observe: rewardsOf }, table);
}

function orealToken(observe: Proof["observe"], table: Table): readonly Proof[] {
  return proofs("RewardModel oreal-token", { given: { optimizer: OPTIMIZER }, observe }, table);
}

export const rewardModels: readonly Proof[] = [
  ...rewards("outcome", {}, { scale: LISTED }),
  ...rewards("overlong", overlong, { maxLength: { low: 5, high: 6 }, buffer: { low: 1, high: 3 }, penalty: { low: 0.5, high: 1 } }),
  ...rewards(
    "kl",
    { target: 0.1, horizon: 20 },
    {
      mode: LISTED,
      coefficient: { low: 0.01, high: 0.1 },
      estimator: LISTED,
      target: { low: 0.1, high: 5 },
      horizon: { low: 10, high: 100 },
    },
  ),
  ...rewards(
    "sum",
    { rewards: [outcome, overlong] },
    {
      rewards: { low: [outcome], high: [outcome, overlong] },
      weights: { low: [1, 2], high: [2, 1], absent: true },
    },
  ),
  ...orealToken(tokenWeightsOf, {
    rescale: LISTED,
    threshold: { low: 0, high: 0.4 },
    incorrectThreshold: { low: 0, high: 0.4, absent: true, given: { threshold: 0.2 } },
    ratio: { low: 0.5, high: 1 },
    incorrectRatio: { low: 0.4, high: 1, absent: true, given: { ratio: 0.7 } },
  }),
  ...orealToken(nestedRewardsOf, { reward: { low: outcome, high: overlong } }),
  ...orealToken(trainedWeightsOf, optimizer),
];
