import {
  accumulateBatch,
  inject,
  injectable,
  Options,
  Policy,
  UserError,
  type Batch,
  type Learner,
  type Metrics,
  type Progress,
  type RewardModel,
  type Rewards,
  type Snapshot,
  type Static,
} from "@lode/core";
import { outcomeLoss } from "./outcome-loss.js";
import type { tokenRewardOptions } from "./token-reward-options.js";
import { tokenWeights } from "./token-weights.js";

/**
 * OREAL's token-level reward model: a scalar model that starts from the initial policy, learns from outcomes which rows are correct,
 * and says by its running mean how much every token of a row counts. Rewards are those of the nested `reward`.
 */
@injectable()
export class TokenRewardModel implements RewardModel {
  private model?: Learner;
  private weighted?: number;

  constructor(
    @inject(Policy) private readonly policy: Policy,
    @inject(Options) private readonly options: Static<typeof tokenRewardOptions>,
  ) {}

  async start(): Promise<void> {
    if (!this.policy.scalarModel) {
      throw new UserError("CAPABILITY_UNMET", "the policy cannot make the scalar model that a token reward model is", {
        place: { component: "reward model oreal-token" },
        remedy: 'Use a policy that gives policy.scalar-model, or the reward model "outcome", which weighs all tokens alike.',
      });
    }
    this.model = await this.policy.scalarModel({ head: "random", optimizer: this.options.optimizer, name: "reward-model" });
  }

  reward(batch: Batch): Promise<Rewards> {
    return this.options.reward.reward(batch);
  }

  async weights(batch: Batch): Promise<Float32Array> {
    const { scores } = await this.started.score(batch, ["scores"]);
    if (scores === undefined) throw new RangeError("the scalar model gave no scores");
    const weights = tokenWeights(scores, batch, this.options);
    this.weighted = weights.filter((weight) => weight > 0).length / batch.actionTokens;
    return weights;
  }

  async learn(batch: Batch, at: Progress): Promise<Metrics> {
    const outcome = (await this.options.reward.learn?.(batch, at)) ?? {};
    const losses = await accumulateBatch(this.started, batch, outcomeLoss(batch.rows));
    const update = await this.started.step(at);
    const weighted: Metrics = this.weighted === undefined ? {} : { weightedTokens: this.weighted };
    return { ...outcome, ...losses, ...update, ...weighted };
  }

  async snapshot(): Promise<Snapshot> {
    return (await this.started.snapshot?.()) ?? {};
  }

  async restore(snapshot: Snapshot): Promise<void> {
    await this.started.restore?.(snapshot);
  }

  async dispose(): Promise<void> {
    await this.model?.dispose?.();
  }

  private get started(): Learner {
    if (!this.model) throw new RangeError("the token reward model was used before start()");
    return this.model;
  }
}
