import type { Terminal } from "../contracts/terminal.js";
import { compose } from "../recipe/compose.js";
import type { JsonObject } from "../recipe/json.js";
import { engineInRecipe } from "../run/load-engine.js";
import { loadRecipeEngine } from "../run/load-recipe-engine.js";
import { evaluateModel, type EvaluateSettings } from "./evaluate-model.js";
import { replayRun, type ReplayRunSettings } from "./replay-run.js";
import { sample, type SampleSettings } from "./sample.js";
import { theory } from "./theory.js";
import { coldStartWeights, resume, train, type TrainEvent } from "./train.js";
import { writePassRates, type PassRateSettings } from "./write-pass-rates.js";

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

interface RecipeRequest {
  readonly recipe: string;
  readonly set: readonly string[];
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
  coldStart: (request: RecipeRequest, context: TaskContext) => trainColdStarts(request, context),
  engine: (request: RecipeRequest) => engineOf(request),
  evaluate: ({ target, ...settings }: ModelRequest & Pick<EvaluateSettings, "answersFile">, { terminal, signal }: TaskContext) =>
    evaluateModel(target, { ...settings, terminal, signal }),
  writePassRates: ({ target, ...settings }: ModelRequest & PassRateSettings, { terminal, signal }: TaskContext) =>
    writePassRates(target, { ...settings, terminal, signal }),
  sample: ({ target, ...settings }: ModelRequest & SampleSettings, { terminal, signal }: TaskContext) => sample(target, { ...settings, terminal, signal }),
  theory: ({ target, ...settings }: ModelRequest & { readonly problem?: number }, { terminal, signal }: TaskContext) =>
    theory(target, { ...settings, terminal, signal }),
  replayRun: ({ location, ...settings }: ReplayRunSettings & { readonly location: string }, { terminal }: TaskContext) =>
    replayRun(location, { ...settings, terminal }),
};

/** Trains what a recipe starts from, where no run of the same contents is cached. */
async function trainColdStarts({ recipe, set }: RecipeRequest, context: TaskContext): Promise<void> {
  const composition = await compose(recipe, { set });
  await loadRecipeEngine(composition);
  await coldStartWeights(composition, context);
}

/** The engine that a recipe computes on here, with all its options, as a recipe writes it. */
async function engineOf({ recipe, set }: RecipeRequest): Promise<JsonObject> {
  return engineInRecipe(await loadRecipeEngine(await compose(recipe, { set })));
}
