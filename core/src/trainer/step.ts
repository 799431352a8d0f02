import type { Batch } from "../contracts/batch.js";
import type { Draw } from "../contracts/problem.js";
import type { Metrics } from "../contracts/metrics.js";
import type { Progress } from "../contracts/progress.js";
import type { RandomStream } from "../contracts/random-stream.js";
import { assertFiniteColumn, assertFiniteMetrics } from "./assert-finite.js";
import { assertRows } from "./assert-rows.js";
import { checkSampler } from "./check-sampler.js";
import { checkVerdicts } from "./check-verdicts.js";
import { collect } from "./collect.js";
import { fillColumns } from "./fill-columns.js";
import type { PhaseTimer } from "./phase-timer.js";
import { rolloutBatch } from "./rollout-batch.js";
import type { RunComponents } from "./run-components.js";
import { selectRows } from "./select-rows.js";
import { withArea } from "./sum-metrics.js";
import { update } from "./update.js";

export interface StepPlan {
  readonly promptsPerStep: number;
  readonly epochs: number;
  readonly miniBatches: number;
  readonly policyFrozenSteps: number;
  /** Nats a token by which generator and trainer may differ. */
  readonly mismatchLimit: number;
  /** Share of a step's rollouts that may be neither correct nor incorrect. */
  readonly unsettledLimit: number;
}

/** Where the step takes its problems and random numbers from. */
export interface StepInputs {
  readonly draws: AsyncIterator<Draw>;
  /** The step's own stream. */
  readonly random: RandomStream;
  readonly timer: PhaseTimer;
  readonly signal: AbortSignal;
}

export interface StepOutcome {
  readonly metrics: Metrics;
  /** All judged rollouts, with their columns. */
  readonly batch: Batch;
  /** The rows that trained, and the same rows with all columns. */
  readonly rows: readonly number[];
  readonly selected: Batch;
}

/**
 * One training step: prompts → rollouts → verdicts → rewards → advantages → selection → token weights → gradient → optimizer.
 * Every algorithm is this one sequence with other components. Throws the signal's reason when it aborts, but never between the
 * first and the last change of weights: after an abort, all components are as the step before left them.
 */
export async function trainStep(run: RunComponents, at: Progress, plan: StepPlan, inputs: StepInputs): Promise<StepOutcome> {
  const { timer, signal, random } = inputs;
  const { sampled, metrics: sampling } = await timer.time("sampling", () => sample(run, at.step, plan, inputs));
  signal.throwIfAborted();
  const { batch, metrics: rewarding } = await timer.time("rewards", () => reward(run, sampled, at.step));
  const rows = batch.rows === 0 ? [] : assertRows(run.selection.select(batch, random.at("selection")), batch, at.step);
  const chosen = await timer.time("scoring", () => fillColumns(selectRows(batch, rows), run.columns.training, run, at.step));
  signal.throwIfAborted();
  const selected = rows.length === 0 ? chosen : await timer.time("token weights", () => weigh(run, chosen, at.step));
  const training = rows.length === 0 ? {} : await timer.time("training", () => learn(run, selected, at, { ...plan, random: random.at("mini-batches") }));
  await run.policy.publish();
  const metrics = { ...sampling, ...rewarding, "selection/rows": rows.length, "selection/tokens": selected.actionTokens, ...training };
  assertFiniteMetrics(metrics, at.step);
  return { metrics, batch, rows, selected };
}

async function sample(run: RunComponents, step: number, plan: StepPlan, { draws, signal }: StepInputs): Promise<{ sampled: Batch; metrics: Metrics }> {
  const { groups, verdicts, metrics } = await collect(run, draws, plan.promptsPerStep, signal);
  signal.throwIfAborted();
  checkVerdicts(verdicts, plan.unsettledLimit, step);
  const sampled = rolloutBatch(groups, run.sampler.temperature ?? 1);
  return { sampled, metrics: { ...metrics, ...(await checkSampler(run.policy, sampled, plan.mismatchLimit, step)) } };
}

async function reward(run: RunComponents, sampled: Batch, step: number): Promise<{ batch: Batch; metrics: Metrics }> {
  let batch = await fillColumns(sampled, run.columns.reward, run, step);
  let metrics: Metrics = {};
  if (run.rewardModel && batch.rows > 0) {
    const { rewards, tokenRewards, metrics: terms } = await run.rewardModel.reward(batch);
    assertFiniteColumn(rewards, "[B]", batch, { component: "reward model", step });
    if (tokenRewards) assertFiniteColumn(tokenRewards, "[B,T]", batch, { component: "reward model", step });
    batch = tokenRewards ? { ...batch, rewards, tokenRewards } : { ...batch, rewards };
    metrics = { "reward/mean": mean(rewards), ...withArea("reward", terms ?? {}) };
  }
  batch = await fillColumns(batch, run.columns.advantage, run, step);
  if (run.advantage && batch.rows > 0) {
    const estimate = run.advantage.estimate(batch);
    assertFiniteColumn(estimate.advantages, "[B,T]", batch, { component: "advantage", step });
    if (estimate.returns) assertFiniteColumn(estimate.returns, "[B,T]", batch, { component: "advantage", step });
    batch = { ...batch, ...estimate };
  }
  return { batch, metrics };
}

async function weigh(run: RunComponents, batch: Batch, step: number): Promise<Batch> {
  if (!run.rewardModel?.weights) return batch;
  const tokenWeights = await run.rewardModel.weights(batch);
  assertFiniteColumn(tokenWeights, "[B,T]", batch, { component: "reward model's token weights", step });
  return { ...batch, tokenWeights };
}

async function learn(run: RunComponents, batch: Batch, at: Progress, plan: StepPlan & { random: RandomStream }): Promise<Metrics> {
  const rewardModel = run.rewardModel?.learn ? withArea("reward-model", await run.rewardModel.learn(batch, at)) : {};
  const { epochs, miniBatches, random } = plan;
  const policyFrozen = at.step <= plan.policyFrozenSteps;
  return { ...rewardModel, ...(await update(run, batch, at, { epochs, miniBatches, random, policyFrozen })) };
}

function mean(numbers: Float32Array): number {
  return numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
}
