import type { Terminal } from "../contracts/terminal.js";
import { evaluateModel } from "./evaluate-model.js";
import { replayRun, type ReplayRunSettings } from "./replay-run.js";
import { sample, type SampleSettings } from "./sample.js";
import { theory } from "./theory.js";
import { resume, train, type TrainEvent } from "./train.js";

/** What a task has of the command that started it. */
export interface TaskContext {
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
  readonly onEvent: (event: TrainEvent) => void;
}

/** A model: a run folder with the step of a checkpoint, or a recipe with `--set`. */
interface ModelRequest {
  readonly target: string;
  readonly set?: readonly string[];
  readonly step?: number;
}

interface TrainRequest {
  readonly recipe: string;
  readonly set: readonly string[];
  readonly out?: string;
  readonly force?: boolean;
}

/** What commands compute for long, by name. Each runs in a thread of its own, see `compute`: requests and results are plain data. */
export const TASKS = {
  train: ({ recipe, ...settings }: TrainRequest, context: TaskContext) => train(recipe, { ...settings, ...context }),
  resume: ({ location }: { readonly location: string }, context: TaskContext) => resume(location, context),
  evaluate: ({ target, ...settings }: ModelRequest, { terminal, signal }: TaskContext) => evaluateModel(target, { ...settings, terminal, signal }),
  sample: ({ target, ...settings }: ModelRequest & SampleSettings, { terminal, signal }: TaskContext) => sample(target, { ...settings, terminal, signal }),
  theory: ({ target, ...settings }: ModelRequest & { readonly problem?: number }, { terminal, signal }: TaskContext) =>
    theory(target, { ...settings, terminal, signal }),
  replayRun: ({ location, ...settings }: ReplayRunSettings & { readonly location: string }, { terminal }: TaskContext) =>
    replayRun(location, { ...settings, terminal }),
};
