import type { Batch } from "./batch.js";
import type { Component } from "./component.js";
import type { Metrics } from "./metrics.js";
import type { Progress } from "./progress.js";
import { contract } from "./contract.js";

export interface Rewards {
  /** One number a row, [B]. */
  readonly rewards: Float32Array;
  /** One number a token, [B,T], beside the outcome. */
  readonly tokenRewards?: Float32Array;
  readonly metrics?: Metrics;
}

/** Maps verdicts (and whatever else a batch tells) to rewards. */
export interface RewardModel extends Component {
  /** Called once a step, on all judged rollouts. */
  reward(batch: Batch): Promise<Rewards>;
  /** Token weights in [0,1], [B,T]. Called once a step on the selected rows, with the model as it was before this step's `learn`. */
  weights?(batch: Batch): Promise<Float32Array>;
  /** Called once a step on the selected rows, after `weights`. */
  learn?(batch: Batch, at: Progress): Promise<Metrics>;
}

export const RewardModel = contract<RewardModel>("RewardModel");
