import { resolve as resolvePath } from "node:path";
import type { Metrics } from "../contracts/metrics.js";
import type { Terminal } from "../contracts/terminal.js";
import type { Summary, Tracker } from "../contracts/tracker.js";
import { UserError } from "../contracts/user-error.js";
import type { PluginDefinition } from "../plugin/plugin-definition.js";
import { compose, type Composition } from "../recipe/compose.js";
import { withEngineInFull } from "../recipe/engine-in-full.js";
import type { JsonObject } from "../recipe/json.js";
import type { FileRunStore } from "../run/file-run-store.js";
import { initialWeights, keepWeights, keptWeights, weightHashes, withAbsoluteWeights, type InitialWeights } from "../run/initial-weights.js";
import { engineInRecipe, engineInWords, type EngineChoice, type EngineInUse } from "../run/load-engine.js";
import { loadRecipeEngine } from "../run/load-recipe-engine.js";
import { openRun } from "../run/open-run.js";
import { ProcessClock } from "../run/process-clock.js";
import { createRunFolder, findRun, lockRunFolder, readSummary, RECIPE_FILE, SUMMARY_FILE, type LockedFolder } from "../run/run-folder.js";
import { assertSameFiles } from "../run/assert-same-files.js";
import { hashOf, runRecord, versionsOf } from "../run/run-record.js";
import { checkpointSteps } from "../trainer/checkpoint.js";
import { randomStream } from "../trainer/random-stream.js";
import { Trainer, type TrainingPlan } from "../trainer/trainer.js";
import { inspectData } from "./inspect-data.js";
import { SILENT } from "./terminal.js";

/** What a caller of the library is told while a run goes on. `run` is the name of the recipe: a cold start reports under its own. */
export type TrainEvent =
  | { readonly type: "start"; readonly run: string; readonly location: string; readonly steps: number; readonly resumedFrom: number }
  | { readonly type: "warning"; readonly run: string; readonly message: string }
  /** What computes. */
  | { readonly type: "engine"; readonly run: string; readonly message: string }
  /** What the data set at a pointer reports about itself. */
  | { readonly type: "data"; readonly run: string; readonly pointer: string; readonly message: string }
  | { readonly type: "phase"; readonly run: string; readonly phase: string; readonly step: number; readonly of: number }
  | { readonly type: "step"; readonly run: string; readonly step: number; readonly of: number; readonly metrics: Metrics };

export interface TrainSettings {
  /** `KEY=VALUE`, as of `--set`. */
  readonly set?: readonly string[];
  /** The run folder; `runs/<name>` by default. */
  readonly out?: string;
  /** Replaces a run that is there. */
  readonly force?: boolean;
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: TrainEvent) => void;
  /** Where trackers write for people; nowhere by default. */
  readonly terminal?: Terminal;
  /** What paths are relative to; the working directory by default. */
  readonly directory?: string;
  /** Plugins beside those that the recipe names. */
  readonly plugins?: readonly PluginDefinition[];
}

export interface TrainResult extends Summary {
  /** The run folder. */
  readonly location: string;
}

/** Trains a recipe (a file, or an object) in a new run folder. Does what `lode train RECIPE` does; throws a UserError. */
export async function train(recipe: string | JsonObject, settings: TrainSettings = {}): Promise<TrainResult> {
  const composition = await compose(recipe, settings);
  await weightHashes(composition);
  const location = settings.out ?? `runs/${composition.resolved.name as string}`;
  const folder = createRunFolder(location, settings.directory ?? ".", settings.force ?? false);
  return trainIn(folder, composition, settings);
}

/** Continues the run in a folder from its last checkpoint. Of a finished run it returns the summary and changes nothing. */
export async function resume(location: string, settings: Omit<TrainSettings, "set" | "out" | "force"> = {}): Promise<TrainResult> {
  const directory = settings.directory ?? ".";
  const finished = await readSummary(findRun(location, directory));
  if (finished) return { ...finished, location };
  const composition = await compose(resolvePath(directory, location, RECIPE_FILE), settings);
  return continueIn(await lockRunFolder(location, directory), composition, settings);
}

/** From the beginning: the engine, the weights that the recipe starts from, the record of what is run. */
async function trainIn(folder: LockedFolder, composition: Composition, settings: TrainSettings): Promise<TrainResult> {
  try {
    await reportData(composition, settings);
    const engine = engineInRecipe(reportedEngine(await loadRecipeEngine(composition), composition, settings));
    const weights = await coldStartWeights(composition, settings);
    folder.clear();
    await keepWeights(folder.store, weights);
    const record = runRecord(composition, withAbsoluteWeights(composition), { hash: hashOf(composition, weights.hashes), engine });
    await folder.store.write(RECIPE_FILE, `${JSON.stringify(record, null, 2)}\n`);
    return await trainFrom(0, folder.store, composition, settings);
  } finally {
    folder.release();
  }
}

/** Says what computes, and what should have. */
function reportedEngine(engine: EngineInUse, { resolved }: Composition, { onEvent }: TrainSettings): EngineInUse {
  const run = resolved.name as string;
  for (const reason of engine.passedOver) onEvent?.({ type: "warning", run, message: `engine ${reason}; \`lode doctor\` shows what loads here` });
  onEvent?.({ type: "engine", run, message: engineInWords(engine) });
  return engine;
}

/** Throws DATA_INVALID for data that cannot be used or overlap. */
async function reportData(composition: Composition, { onEvent }: TrainSettings): Promise<void> {
  for (const [pointer, lines] of await inspectData(composition)) {
    for (const message of lines) onEvent?.({ type: "data", run: composition.resolved.name as string, pointer, message });
  }
}

async function continueIn(folder: LockedFolder, composition: Composition, settings: TrainSettings): Promise<TrainResult> {
  try {
    const { engine, versions, files } = await readRan(folder.store);
    assertSameFiles(composition, files ?? {});
    reportedEngine(await loadRecipeEngine(composition, engine), composition, settings);
    for (const message of changedVersions(versions ?? {}, versionsOf(composition))) {
      settings.onEvent?.({ type: "warning", run: composition.resolved.name as string, message });
    }
    return await trainFrom((await checkpointSteps(folder.store)).at(-1) ?? 0, folder.store, composition, settings);
  } finally {
    folder.release();
  }
}

/** What a run was begun with: `$run` of its recipe. */
async function readRan(store: FileRunStore): Promise<{ engine?: EngineChoice; versions?: Record<string, string>; files?: Record<string, string> }> {
  const bytes = await store.read(RECIPE_FILE);
  return bytes ? withEngineInFull((JSON.parse(new TextDecoder().decode(bytes)) as { $run?: JsonObject }).$run ?? {}) : {};
}

function changedVersions(before: Readonly<Record<string, string>>, now: Readonly<Record<string, string>>): readonly string[] {
  const changed = Object.keys(before).filter((name) => now[name] !== before[name]);
  return changed.map((name) => `the run began with ${name} ${before[name]} and goes on with ${now[name] ?? "none"}: it may not be what it would have been.`);
}

/** The weights that a recipe starts from, trained first where no run of the same contents is cached. */
export async function coldStartWeights(composition: Composition, settings: TrainSettings): Promise<InitialWeights> {
  const trainInto = (cold: Composition, location: string): Promise<void> => trainColdStart(cold, location, settings);
  return initialWeights(composition, settings.directory ?? ".", trainInto, settings.signal ?? new AbortController().signal);
}

async function trainColdStart(composition: Composition, location: string, settings: TrainSettings): Promise<void> {
  const directory = settings.directory ?? ".";
  const folder = await lockRunFolder(location, directory);
  const started = (await folder.store.read(RECIPE_FILE)) !== undefined;
  try {
    await (started ? continueIn(folder, composition, settings) : trainIn(folder, composition, settings));
  } catch (error) {
    if (!(error instanceof UserError) || error.code !== "RUN_INTERRUPTED") throw error;
    const remedy = "Give the same command again: the cold start goes on where it stopped.";
    throw new UserError(error.code, `the cold start ${composition.resolved.name as string} ${error.message}`, { place: error.place, remedy, cause: error });
  }
}

/** Opens the run, trains it from a step on, and writes its summary. */
async function trainFrom(from: number, store: FileRunStore, composition: Composition, settings: TrainSettings): Promise<TrainResult> {
  const name = composition.resolved.name as string;
  const plan = trainingPlan(composition.resolved);
  settings.onEvent?.({ type: "start", run: name, location: store.location, steps: plan.steps, resumedFrom: from });
  for (const message of composition.warnings) settings.onEvent?.({ type: "warning", run: name, message });
  const clock = new ProcessClock();
  const random = randomStream(Number(composition.resolved.seed));
  const environment = { store, clock, random, terminal: settings.terminal ?? SILENT, weights: keptWeights(store, composition) };
  const run = await openRun(composition, environment);
  try {
    const trackers = settings.onEvent ? [...run.trackers, eventTracker(name, settings.onEvent)] : run.trackers;
    const trainer = new Trainer({ ...run, ...environment, name, trackers, plan, stateful: run.container.stateful() });
    const summary = await trainer.train(from, settings.signal ?? new AbortController().signal);
    await store.write(SUMMARY_FILE, `${JSON.stringify(summary, null, 2)}\n`);
    await store.sweep();
    return { ...summary, location: store.location };
  } finally {
    await run.dispose();
  }
}

function trainingPlan(recipe: JsonObject): TrainingPlan {
  const training = recipe.training as unknown as Omit<TrainingPlan, "evaluateEvery">;
  const evaluation = recipe.evaluation as unknown as { every: number } | undefined;
  return { ...training, evaluateEvery: evaluation?.every ?? training.steps };
}

function eventTracker(run: string, onEvent: (event: TrainEvent) => void): Tracker {
  return {
    record: ({ step, of, metrics }) => {
      onEvent({ type: "step", run, step, of, metrics });
      return Promise.resolve();
    },
    progress: (progress) => {
      onEvent({ type: "phase", run, ...progress });
    },
  };
}
