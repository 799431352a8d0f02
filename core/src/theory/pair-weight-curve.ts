import type { Advantage } from "../contracts/advantage.js";
import type { Batch } from "../contracts/batch.js";
import type { RandomStream } from "../contracts/random-stream.js";
import type { RewardModel } from "../contracts/reward-model.js";
import type { Selection } from "../contracts/selection.js";
import type { Verdict } from "../contracts/verdict.js";
import { moments } from "../math/moments.js";
import { pairWeight, reshapedAdvantages, unreshapedAdvantages } from "../math/pair-weight.js";

/** A mean over simulated groups. */
export interface Measured {
  readonly mean: number;
  readonly standardError: number;
}

/** The weight on E+ that a prompt of pass rate p has in the gradient. */
export interface PairWeightPoint {
  readonly p: number;
  /** 2p: of the unbiased gradient of the expected reward ±1. */
  readonly unbiased: number;
  /** After one-of-each, with leave-one-out advantages, and with ±1 as they are. */
  readonly reshaped: number;
  readonly unreshaped: number;
  /** Of the recipe's own components, in simulated groups: the mean over all rollouts of a group, and the sum over those that its selection keeps. */
  readonly measuredAll: Measured;
  readonly measuredSelected: Measured;
}

/** The components of a recipe that give rollouts their weights. */
export interface WeighingComponents {
  readonly rewardModel: RewardModel | null;
  readonly advantage: Advantage | null;
  readonly selection: Selection;
}

export interface Simulation {
  /** K. */
  readonly groupSize: number;
  /** Simulated groups for each pass rate. */
  readonly groups: number;
  readonly random: RandomStream;
}

/** Groups that are weighed together. */
const AT_ONCE = 50;

/** The second claim: the formulas beside what components of a recipe do, over pass rates. */
export async function pairWeightCurve(
  passRates: readonly number[],
  components: WeighingComponents,
  simulation: Simulation,
): Promise<readonly PairWeightPoint[]> {
  const { groupSize, random } = simulation;
  const points: PairWeightPoint[] = [];
  for (const [place, p] of passRates.entries()) {
    const weights = await simulatedWeights(p, components, { ...simulation, random: random.at(place) });
    points.push({
      ...{ p, unbiased: 2 * p },
      reshaped: pairWeight(p, groupSize, reshapedAdvantages(groupSize)),
      unreshaped: pairWeight(p, groupSize, unreshapedAdvantages),
      measuredAll: measured(weights.map(({ all }) => all)),
      measuredSelected: measured(weights.map(({ selected }) => selected)),
    });
  }
  return points;
}

interface GroupWeight {
  readonly all: number;
  readonly selected: number;
}

async function simulatedWeights(p: number, components: WeighingComponents, { groupSize, groups, random }: Simulation): Promise<readonly GroupWeight[]> {
  const weights: GroupWeight[] = [];
  for (let part = 0; weights.length < groups; part++) {
    const own = random.at(part);
    const verdicts = Array.from({ length: AT_ONCE * groupSize }, (_, row): Verdict => ({
      outcome: own.uniform(row) < p ? "correct" : "incorrect",
      reason: "",
    }));
    const batch = await weighed(verdicts, groupSize, components);
    const kept = new Set(components.selection.select(batch, own.at("selection")));
    // p·E+ + (1-p)·E- = 0: a wrong rollout's weight counts -p/(1-p) times.
    const onPositive = (row: number): number => (batch.advantages?.[row] ?? 0) * (verdicts[row].outcome === "correct" ? 1 : -p / (1 - p));
    for (let group = 0; group < AT_ONCE; group++) {
      const rows = Array.from({ length: groupSize }, (_, place) => group * groupSize + place);
      const total = (of: readonly number[]): number => of.reduce((sum, row) => sum + onPositive(row), 0);
      weights.push({ all: total(rows) / groupSize, selected: total(rows.filter((row) => kept.has(row))) });
    }
  }
  return weights;
}

/** Rollouts of one token with these verdicts, through rewards and advantages. Without a reward model rewards are ±1, without an advantage it is the reward. */
async function weighed(verdicts: readonly Verdict[], groupSize: number, { rewardModel, advantage }: WeighingComponents): Promise<Batch> {
  const rows = verdicts.length;
  const bare: Batch = {
    ...{ rows, length: 1, temperature: 1, rollouts: [], verdicts, actionTokens: rows },
    tokens: new Int32Array(rows),
    action: new Uint8Array(rows).fill(1),
    lengths: new Int32Array(rows).fill(1),
    groups: Int32Array.from(verdicts, (_, row) => Math.floor(row / groupSize)),
  };
  const rewards = rewardModel ? (await rewardModel.reward(bare)).rewards : Float32Array.from(verdicts, ({ outcome }) => (outcome === "correct" ? 1 : -1));
  const rewarded = { ...bare, rewards };
  return { ...rewarded, advantages: advantage ? advantage.estimate(rewarded).advantages : rewards };
}

function measured(values: readonly number[]): Measured {
  const { mean, variance } = moments(values);
  return { mean, standardError: Math.sqrt(variance / values.length) };
}
