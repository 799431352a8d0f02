import {
  componentListOption,
  inject,
  injectable,
  options,
  Options,
  RewardModel,
  Type,
  UserError,
  type Batch,
  type Metrics,
  type Progress,
  type Rewards,
  type Static,
} from "@lode/core";

/** As many terms as metrics are declared for. */
export const MOST_TERMS = 8;

export const sumRewardOptions = options({
  rewards: { ...componentListOption(RewardModel, { description: "The terms." }), maxItems: MOST_TERMS },
  weights: Type.Optional(Type.Array(Type.Number(), { description: "One for each term; absent: all 1." })),
});

type Weighing = RewardModel & Required<Pick<RewardModel, "weights">>;

/** Σ weight·term, of outcome and token rewards alike. Token weights and learning are passed on to the terms that have them. */
@injectable()
export class SumReward implements RewardModel {
  readonly weights?: (batch: Batch) => Promise<Float32Array>;
  readonly learn?: (batch: Batch, at: Progress) => Promise<Metrics>;
  private readonly terms: readonly { readonly model: RewardModel; readonly weight: number }[];

  constructor(@inject(Options) { rewards, weights = rewards.map(() => 1) }: Static<typeof sumRewardOptions>) {
    assertOneWeightEach(rewards, weights);
    this.terms = rewards.map((model, place) => ({ model, weight: weights[place] }));
    const weighing = onlyWeighing(rewards);
    if (weighing) this.weights = (batch) => weighing.weights(batch);
    if (rewards.some((model) => model.learn !== undefined)) this.learn = (batch, at) => learnEach(rewards, batch, at);
  }

  async reward(batch: Batch): Promise<Rewards> {
    const rewards = new Float32Array(batch.rows);
    let tokenRewards: Float32Array | undefined;
    let metrics: Metrics = {};
    for (const [place, { model, weight }] of this.terms.entries()) {
      const term = await model.reward(batch);
      add(rewards, term.rewards, weight);
      if (term.tokenRewards) add((tokenRewards ??= new Float32Array(batch.rows * batch.length)), term.tokenRewards, weight);
      metrics = { ...term.metrics, ...metrics, [`term${place + 1}`]: weight * meanOfRows(term, batch) };
    }
    return { rewards, tokenRewards, metrics };
  }
}

function add(total: Float32Array, term: Float32Array, weight: number): void {
  for (let place = 0; place < total.length; place++) total[place] += weight * term[place];
}

function meanOfRows({ rewards, tokenRewards }: Rewards, batch: Batch): number {
  const outcomes = rewards.reduce((sum, value) => sum + value, 0);
  const tokens = tokenRewards?.reduce((sum, value, place) => sum + value * batch.action[place], 0) ?? 0;
  return (outcomes + tokens) / batch.rows;
}

async function learnEach(models: readonly RewardModel[], batch: Batch, at: Progress): Promise<Metrics> {
  let metrics: Metrics = {};
  for (const model of models) metrics = { ...(await model.learn?.(batch, at)), ...metrics };
  return metrics;
}

function onlyWeighing(models: readonly RewardModel[]): Weighing | undefined {
  const weighing = models.filter((model): model is Weighing => model.weights !== undefined);
  if (weighing.length > 1) {
    throw new UserError("CAPABILITY_CONFLICT", `${weighing.length} terms of the reward "sum" give token weights, only one may`, {
      place: { component: "reward model sum" },
      remedy: "Keep one of the terms that give token weights.",
    });
  }
  return weighing[0];
}

function assertOneWeightEach(rewards: readonly RewardModel[], weights: readonly number[]): void {
  if (weights.length === rewards.length) return;
  throw new UserError("RECIPE_INVALID_VALUE", `the reward "sum" has ${rewards.length} terms and ${weights.length} weights`, {
    place: { component: "reward model sum" },
    remedy: "Give one weight for each term, or leave `weights` out.",
  });
}
