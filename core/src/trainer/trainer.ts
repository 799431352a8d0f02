import type { Clock } from "../contracts/clock.js";
import type { EvaluationResult } from "../contracts/evaluation.js";
import type { Metrics } from "../contracts/metrics.js";
import type { RandomStream } from "../contracts/random-stream.js";
import type { RunStore } from "../contracts/run-store.js";
import type { StepRecord, Summary, Tracker } from "../contracts/tracker.js";
import { UserError } from "../contracts/user-error.js";
import { expectedSteps, spentShare, type Budget } from "./budget.js";
import { restoreCheckpoint, saveCheckpoint, type Components } from "./checkpoint.js";
import { CountedDraws } from "./counted-draws.js";
import { evaluate } from "./evaluate.js";
import { cutEvaluations, evaluationRecords, writeEvaluation, type EvaluationRecord } from "./evaluation-records.js";
import { PhaseTimer } from "./phase-timer.js";
import { rolloutRecords } from "./rollout-records.js";
import type { RunComponents } from "./run-components.js";
import type { EvaluationSet } from "./sample-evaluation.js";
import { trainStep, type StepPlan } from "./step.js";
import { sumMetrics, withArea } from "./sum-metrics.js";

export interface TrainingPlan extends StepPlan {
  /** At most. */
  readonly steps: number;
  readonly budget?: Budget;
  readonly checkpointEvery: number;
  /** Steps between evaluations; the first is before training, the last after it. */
  readonly evaluateEvery: number;
}

/** A composed run, ready to train. */
export interface TrainingRun {
  readonly name: string;
  readonly components: RunComponents;
  readonly stateful: Components;
  readonly plan: TrainingPlan;
  readonly evaluationSets: readonly EvaluationSet[];
  readonly trackers: readonly Tracker[];
  readonly store: RunStore;
  readonly clock: Clock;
  readonly random: RandomStream;
}

/** What a checkpoint keeps beside the components. */
interface TrainerProgress {
  readonly step: number;
  readonly draws: number;
  readonly rollouts: number;
  readonly tokens: number;
  readonly trainedTokens: number;
  readonly initial?: EvaluationResult;
}

const SECONDS = "seconds.json";

/** The loop: steps, evaluations, records and checkpoints. It knows no algorithm. */
export class Trainer {
  private progress: TrainerProgress = { step: 0, draws: 0, rollouts: 0, tokens: 0, trainedTokens: 0 };
  private latest?: EvaluationResult;
  private seconds: Metrics = {};
  private saved = 0;
  /** True while the weights are ahead of `progress`. */
  private ahead = false;
  private readonly timer: PhaseTimer;

  constructor(private readonly run: TrainingRun) {
    this.timer = new PhaseTimer(run.clock, (phase) => {
      for (const tracker of run.trackers) tracker.progress?.({ phase, step: this.progress.step, of: this.expected() });
    });
  }

  /**
   * Trains to the last step, from the checkpoint of step `from` (0: from the beginning), and returns the summary.
   * When `signal` aborts, the last complete step is saved and RUN_INTERRUPTED thrown; any other failure leaves what is written.
   */
  async train(from: number, signal: AbortSignal): Promise<Summary> {
    const { name, store, plan } = this.run;
    if (from > 0) await this.restore(from);
    await cutEvaluations(store, from);
    await this.tell((tracker) => tracker.begin?.({ name, location: store.location, steps: plan.steps, resumedFrom: from }));
    const summary = await this.advanceToEnd(from, signal).catch(async (error: unknown) => this.stop(error, signal));
    await this.tell((tracker) => tracker.end?.(summary));
    return summary;
  }

  private async advanceToEnd(from: number, signal: AbortSignal): Promise<Summary> {
    if (from === 0) await this.begin(signal);
    const draws = new CountedDraws(this.run.components.dataset, this.progress.draws);
    while (!this.ended()) await this.advance(draws, signal);
    return this.summary();
  }

  private async stop(error: unknown, signal: AbortSignal): Promise<never> {
    await this.tell((tracker) => tracker.end?.());
    if (error !== signal.reason) throw error;
    if (!this.ahead && this.progress.step > this.saved) await this.save();
    throw this.interrupted();
  }

  private async tell(news: (tracker: Tracker) => Promise<void> | undefined): Promise<void> {
    for (const tracker of this.run.trackers) await news(tracker);
  }

  private async begin(signal: AbortSignal): Promise<void> {
    const metrics = await this.evaluate(signal);
    this.progress = { ...this.progress, initial: this.latest };
    if (Object.keys(metrics).length > 0) await this.record({ step: 0, of: this.expected(), metrics, rollouts: [] });
  }

  private async advance(draws: CountedDraws, signal: AbortSignal): Promise<void> {
    const { plan, components, random } = this.run;
    const step = this.progress.step + 1;
    const inputs = { draws, random: random.at("step", step), timer: this.timer, signal };
    const outcome = await trainStep(components, { step, of: this.expected() }, plan, inputs);
    this.ahead = true;
    const before = this.progress;
    this.progress = {
      ...before,
      step,
      draws: draws.position,
      rollouts: before.rollouts + outcome.metrics["sampling/rollouts"],
      tokens: before.tokens + outcome.metrics["sampling/tokens"],
      trainedTokens: before.trainedTokens + plan.epochs * outcome.metrics["selection/tokens"],
    };
    const ended = this.ended();
    // Not to be aborted: the weights are ahead of what is recorded until it has ended.
    const evaluation = ended || step % plan.evaluateEvery === 0 ? await this.evaluate(new AbortController().signal) : {};
    const metrics = { ...outcome.metrics, "sampling/draws": draws.position, ...evaluation };
    await this.record({ step, of: this.expected(), metrics, rollouts: rolloutRecords(outcome, step) });
    this.ahead = false;
    if (ended || step % plan.checkpointEvery === 0) await this.save();
  }

  /** The share of the budget that is spent. */
  private share(): number {
    const { budget } = this.run.plan;
    if (!budget) return 0;
    const { rollouts, trainedTokens } = this.progress;
    return spentShare(budget, { rollouts, tokens: trainedTokens, seconds: stepping(sumMetrics([this.seconds, this.timer.seconds])) });
  }

  private ended(): boolean {
    return this.progress.step >= this.run.plan.steps || this.share() >= 1;
  }

  /** The last step, as far as it can be told. */
  private expected(): number {
    const { step } = this.progress;
    return this.ended() ? step : expectedSteps(step, this.share(), this.run.plan.steps);
  }

  /** Evaluates every set and keeps its answers; the first is the one that the summary reports. */
  private async evaluate(signal: AbortSignal): Promise<Metrics> {
    const { components, evaluationSets, random } = this.run;
    const { policy, tokenizer, verifier } = components;
    if (!verifier || evaluationSets.length === 0) return {};
    return this.timer.time("evaluation", async () => {
      let metrics: Metrics = {};
      const records: EvaluationRecord[] = [];
      for (const [place, set] of evaluationSets.entries()) {
        const evaluated = await evaluate({ policy, tokenizer, verifier }, set, random.at("evaluation"), signal);
        metrics = { ...metrics, ...withArea(`evaluation/${set.name}`, evaluated.metrics) };
        records.push(...evaluationRecords(set.name, evaluated.groups));
        if (place === 0) this.latest = evaluated.result;
      }
      await writeEvaluation(this.run.store, this.progress.step, records);
      return metrics;
    });
  }

  private async record({ step, of, metrics, rollouts }: StepRecord): Promise<void> {
    const spent = this.timer.take();
    this.seconds = sumMetrics([this.seconds, spent]);
    const total = Object.values(spent).reduce((sum, value) => sum + value, 0);
    const seconds = stepping(spent);
    const throughput: Metrics = "sampling/tokens" in metrics && seconds > 0 ? { "throughput/tokens": metrics["sampling/tokens"] / seconds } : {};
    const row = { ...metrics, ...withArea("time", spent), "time/total": total, ...throughput };
    await this.tell((tracker) => tracker.record({ step, of, metrics: row, rollouts }));
  }

  private async save(): Promise<void> {
    const { store, stateful } = this.run;
    await store.write(SECONDS, JSON.stringify(this.seconds));
    await saveCheckpoint(store, this.progress.step, stateful, { ...this.progress, latest: this.latest });
    this.saved = this.progress.step;
  }

  private async restore(step: number): Promise<void> {
    const { store, stateful } = this.run;
    const { latest, ...progress } = (await restoreCheckpoint(store, step, stateful)) as TrainerProgress & { latest?: EvaluationResult };
    this.progress = progress;
    this.latest = latest;
    this.saved = step;
    const seconds = await store.read(SECONDS);
    if (seconds) this.seconds = JSON.parse(new TextDecoder().decode(seconds)) as Metrics;
  }

  private interrupted(): UserError {
    const { step } = this.progress;
    return new UserError("RUN_INTERRUPTED", `stopped after step ${step} of ${this.run.plan.steps}; nothing is lost up to step ${this.saved}`, {
      place: { file: this.run.store.location },
      remedy: `Continue with \`lode train --resume ${this.run.store.location}\`.`,
    });
  }

  private summary(): Summary {
    const { step, rollouts, tokens, trainedTokens, initial } = this.progress;
    return { initial, final: this.latest, steps: step, rollouts, tokens, trainedTokens, seconds: this.seconds };
  }
}

/** Seconds of training: all phases but evaluation. */
function stepping(seconds: Metrics): number {
  const phases = Object.entries(seconds).filter(([phase]) => phase !== "evaluation");
  return phases.reduce((sum, [, value]) => sum + value, 0);
}
