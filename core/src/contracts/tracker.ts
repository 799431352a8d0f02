import type { Component } from "./component.js";
import type { EvaluationResult } from "./evaluation.js";
import type { Metrics } from "./metrics.js";
import type { RunInfo } from "./run-info.js";
import { contract } from "./contract.js";

/** A recorded rollout: a row of `rollouts/step-N.jsonl`. Arrays have one entry a token of the rollout. */
export interface RolloutRecord {
  readonly step: number;
  readonly problem: string;
  readonly draw: number;
  readonly sample: number;
  readonly prompt: string;
  readonly answer: string;
  readonly text: string;
  readonly stop: string;
  readonly tokens: readonly number[];
  readonly action: readonly number[];
  readonly logprobs?: readonly number[];
  readonly old?: readonly number[];
  readonly ref?: readonly number[];
  readonly verdict?: { readonly outcome: string; readonly reason: string; readonly extracted?: string };
  readonly reward?: number;
  readonly advantage?: readonly number[];
  readonly tokenWeights?: readonly number[];
  readonly selected: boolean;
}

export interface StepRecord {
  readonly step: number;
  readonly of: number;
  readonly metrics: Metrics;
  readonly rollouts: readonly RolloutRecord[];
}

export interface Summary {
  readonly initial?: EvaluationResult;
  readonly final?: EvaluationResult;
  readonly steps: number;
  readonly rollouts: number;
  readonly tokens: number;
  /** Completion tokens of the rows that trained, once an epoch. */
  readonly trainedTokens: number;
  /** Seconds by phase. */
  readonly seconds: Readonly<Record<string, number>>;
}

/** What is going on now, for people who wait. */
export interface PhaseProgress {
  /** "sampling", "training", "evaluation" …: it has just begun. */
  readonly phase: string;
  /** Complete steps of all `of`. */
  readonly step: number;
  readonly of: number;
}

/** Records a run. */
export interface Tracker extends Component {
  /** A tracker that wrote rows after `run.resumedFrom` cuts them off. */
  begin?(run: RunInfo): Promise<void>;
  /** Called after each step, and with step 0 for the evaluation before training. */
  record(step: StepRecord): Promise<void>;
  /** Called when a phase begins; must be cheap. */
  progress?(progress: PhaseProgress): void;
  /** Called once, when the run has finished, failed or was interrupted (without a summary then). */
  end?(summary?: Summary): Promise<void>;
}

export const Tracker = contract<Tracker>("Tracker");
