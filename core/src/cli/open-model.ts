import { resolve } from "node:path";
import type { Terminal } from "../contracts/terminal.js";
import { compose, type Composition } from "../recipe/compose.js";
import type { RunEnvironment } from "../plugin/run-container.js";
import { FileRunStore } from "../run/file-run-store.js";
import { keptWeights } from "../run/initial-weights.js";
import { loadRecipeEngine } from "../run/load-recipe-engine.js";
import { openRun, type OpenRun } from "../run/open-run.js";
import { ProcessClock } from "../run/process-clock.js";
import { findRun, RECIPE_FILE } from "../run/run-folder.js";
import { checkpointSteps, restoreCheckpoint } from "../trainer/checkpoint.js";
import { randomStream } from "../trainer/random-stream.js";
import { UserError } from "../contracts/user-error.js";
import { isRunFolder } from "./is-run-folder.js";
import { coldStartWeights } from "./train.js";
import { SILENT } from "./terminal.js";

export interface OpenModelSettings {
  readonly set?: readonly string[];
  /** The checkpoint; the last one by default. */
  readonly step?: number;
  readonly terminal?: Terminal;
  readonly directory?: string;
  readonly signal?: AbortSignal;
}

/** A trained model, to be evaluated or sampled from. */
export interface OpenModel {
  readonly run: OpenRun;
  readonly composition: Composition;
  /** The step of its checkpoint; 0 when it is the policy that training started from. */
  readonly step: number;
}

/** Opens the model of a run at a checkpoint, or of a recipe as it would start. The caller disposes the run. */
export async function openModel(target: string, settings: OpenModelSettings): Promise<OpenModel> {
  return isRunFolder(target, settings.directory ?? ".") ? openTrained(target, settings) : openUntrained(target, settings);
}

async function openTrained(location: string, settings: OpenModelSettings): Promise<OpenModel> {
  const directory = settings.directory ?? ".";
  const store = findRun(location, directory);
  const composition = await compose(resolve(directory, location, RECIPE_FILE), settings);
  const steps = await checkpointSteps(store);
  const step = chooseStep(steps, location, settings.step);
  const run = await open(composition, store, keptWeights(store, composition), settings);
  if (step > 0) await restoreCheckpoint(store, step, run.container.stateful());
  return { run, composition, step };
}

async function openUntrained(recipe: string, settings: OpenModelSettings): Promise<OpenModel> {
  if (settings.step) {
    throw new UserError("USAGE", `${recipe} is a recipe: it has no step ${settings.step}`, { remedy: "Name a run folder, or leave out --step." });
  }
  const composition = await compose(recipe, settings);
  await loadRecipeEngine(composition);
  const { snapshots } = await coldStartWeights(composition, settings);
  const weights = new Map([...snapshots].map(([pointer, snapshot]) => [pointer, { description: recipe, load: () => Promise.resolve(snapshot) }]));
  const run = await open(composition, new FileRunStore(recipe, settings.directory ?? "."), weights, settings);
  return { run, composition, step: 0 };
}

async function open(composition: Composition, store: FileRunStore, weights: RunEnvironment["weights"], settings: OpenModelSettings): Promise<OpenRun> {
  await loadRecipeEngine(composition);
  const random = randomStream(Number(composition.resolved.seed));
  return openRun(composition, { store, random, weights, clock: new ProcessClock(), terminal: settings.terminal ?? SILENT });
}

function chooseStep(steps: readonly number[], location: string, wanted: number | undefined): number {
  if (wanted === undefined) return steps.at(-1) ?? 0;
  if (wanted === 0 || steps.includes(wanted)) return wanted;
  throw new UserError("RUN_NOT_FOUND", `${location} has no checkpoint of step ${wanted}`, {
    place: { file: location },
    remedy: `Steps with a checkpoint: ${steps.join(", ") || "none"}; 0 is the policy that training started from.`,
  });
}
