import type { Batch } from "../../contracts/batch.js";
import type { Metrics } from "../../contracts/metrics.js";
import type { RewardModel, Rewards } from "../../contracts/reward-model.js";
import { randomBatch } from "../random-batch.js";

/** What a reward model answers, before it learns. */
export interface Answers {
  readonly rewards: Float32Array;
  readonly tokenRewards?: Float32Array;
  readonly weights?: Float32Array;
  readonly metrics: Metrics;
}

/** A random batch as it is when rewards are asked for: judged and scored, but without what is computed from rewards. */
export function judgedBatch(seed: number): Batch {
  const { rewards: _rewards, tokenRewards: _tokenRewards, advantages: _advantages, returns: _returns, tokenWeights: _weights, ...judged } = randomBatch(seed);
  return judged;
}

/** The batch as it is after rewards and advantages, when weights are asked for and the model learns. */
export function rewardedBatch(batch: Batch, { rewards, tokenRewards }: Pick<Rewards, "rewards" | "tokenRewards">): Batch {
  const advantages = Float32Array.from(batch.action, (taken, place) => taken * rewards[Math.floor(place / batch.length)]);
  return { ...batch, rewards, ...(tokenRewards && { tokenRewards }), advantages };
}

/** Asks for rewards and weights, as the trainer does. The arrays are the model's own. */
export async function ask(model: RewardModel, batch: Batch): Promise<Answers> {
  const { rewards, tokenRewards, metrics = {} } = await model.reward(batch);
  const weights = await model.weights?.(rewardedBatch(batch, { rewards, tokenRewards }));
  return { rewards, tokenRewards, weights, metrics };
}

/** A whole step as the trainer takes it: rewards, weights, and then learning. */
export async function rewardStep(model: RewardModel, step: number): Promise<Answers & { readonly learnt: Metrics }> {
  const batch = judgedBatch(step);
  const answers = copied(await ask(model, batch));
  const learnt = (await model.learn?.(rewardedBatch(batch, answers), { step, of: 6 })) ?? {};
  return { ...answers, learnt };
}

export function copied({ rewards, tokenRewards, weights, metrics }: Answers): Answers {
  return { rewards: rewards.slice(), tokenRewards: tokenRewards?.slice(), weights: weights?.slice(), metrics: { ...metrics } };
}
