import type { Advantages } from "../contracts/advantage.js";
import type { Batch } from "../contracts/batch.js";
import { column } from "./column.js";

export interface Discount {
  /** Discount of later rewards. */
  readonly gamma: number;
  /** Trade between bias (0, trusts the critic) and variance (1, trusts the rewards). */
  readonly lambda: number;
}

/**
 * Generalised advantage estimation (Schulman et al. 2016, arXiv 1506.02438). Over the action tokens of each row, as if the others were absent:
 *
 *     delta_t = rew_t + gamma·V_{t+1} - V_t
 *     A_t = delta_t + gamma·lambda·A_{t+1}
 *     return_t = A_t + V_t
 *
 * V and A are 0 after the row's last action token, which carries the row's `rewards`; `tokenRewards` count where they stand, if the batch has them.
 * Both results are [B,T], 0 where `action` is 0. Throws a RangeError without the columns `rewards` and `values`.
 */
export function generalisedAdvantages(batch: Batch, { gamma, lambda }: Discount): Required<Advantages> {
  const rewards = column(batch, "rewards");
  const values = column(batch, "values");
  const tokenRewards = batch.tokenRewards && column(batch, "tokenRewards");
  const advantages = new Float32Array(values.length);
  const returns = new Float32Array(values.length);
  for (let row = 0; row < batch.rows; row++) {
    let reward = rewards[row];
    let nextValue = 0;
    let nextAdvantage = 0;
    for (let place = (row + 1) * batch.length - 1; place >= row * batch.length; place--) {
      if (batch.action[place] === 0) continue;
      const delta = reward + (tokenRewards?.[place] ?? 0) + gamma * nextValue - values[place];
      nextAdvantage = delta + gamma * lambda * nextAdvantage;
      nextValue = values[place];
      advantages[place] = nextAdvantage;
      returns[place] = nextAdvantage + nextValue;
      reward = 0;
    }
  }
  return { advantages, returns };
}
