import {
  inject,
  injectable,
  klEstimate,
  klEstimatorOption,
  options,
  Options,
  tensorBatch,
  Type,
  variants,
  type Batch,
  type Metrics,
  type RewardModel,
  type Rewards,
  type Snapshot,
  type Static,
} from "@lode/core";
import * as tf from "@tensorflow/tfjs";
import { adaptedCoefficient } from "./adapted-coefficient.js";

const shared = {
  coefficient: Type.Number({ exclusiveMinimum: 0, default: 0.01, description: "Weight of the KL in the reward; adaptive: at the first step." }),
  estimator: klEstimatorOption("k1"),
};

export const klRewardOptions = variants("mode", [
  options({ mode: Type.Literal("fixed"), ...shared }),
  options({
    mode: Type.Literal("adaptive"),
    target: Type.Number({ exclusiveMinimum: 0, description: "KL of a rollout that the coefficient steers to, nats." }),
    horizon: Type.Number({ exclusiveMinimum: 0, default: 10000, description: "Rollouts over which an error of 1 would be made good." }),
    ...shared,
  }),
]);

/** The KL to the reference as a reward of every action token: -coefficient·kl_t, from the policy at collection. It gives no outcome reward. */
@injectable()
export class KlReward implements RewardModel {
  private coefficient: number;
  private nextCoefficient: number;

  constructor(@inject(Options) private readonly options: Static<typeof klRewardOptions>) {
    this.coefficient = options.coefficient;
    this.nextCoefficient = options.coefficient;
  }

  async reward(batch: Batch): Promise<Rewards> {
    const { coefficient } = this;
    const kl = await this.klOfTokens(batch);
    const klOfRollout = kl.reduce((sum, value) => sum + value, 0) / batch.rows;
    if (this.options.mode === "adaptive") this.nextCoefficient = adaptedCoefficient(coefficient, { kl: klOfRollout, rollouts: batch.rows }, this.options);
    return {
      rewards: new Float32Array(batch.rows),
      tokenRewards: kl.map((value) => -coefficient * value),
      metrics: { kl: klOfRollout, klCoefficient: coefficient },
    };
  }

  /** The coefficient moves here and not in `reward`, so that a step which is broken off before it trains leaves it as it was. */
  learn(): Promise<Metrics> {
    this.coefficient = this.nextCoefficient;
    return Promise.resolve({});
  }

  snapshot(): Promise<Snapshot> {
    return Promise.resolve({ json: { coefficient: this.coefficient } });
  }

  restore({ json }: Snapshot): Promise<void> {
    this.coefficient = (json as { coefficient: number }).coefficient;
    this.nextCoefficient = this.coefficient;
    return Promise.resolve();
  }

  private async klOfTokens(batch: Batch): Promise<Float32Array> {
    const kl = tf.tidy(() => {
      const { oldLogprobs, refLogprobs } = tensorBatch(batch, ["oldLogprobs", "refLogprobs"]);
      return klEstimate(oldLogprobs, refLogprobs, this.options.estimator);
    });
    const values = (await kl.data()) as Float32Array;
    kl.dispose();
    return values;
  }
}
