import { performance } from "node:perf_hooks";
import type { Terminal } from "../contracts/terminal.js";
import type { JsonObject } from "../recipe/json.js";
import { lockRun } from "../run/run-lock.js";
import { computeInProcess } from "./compute-in-process.js";
import type { TrainEvent, TrainResult } from "./train.js";

type OnEvent = (event: TrainEvent) => void;

/** What a suite of runs needs of the machine. Every task has a process of its own, and throws the signal's reason or RUN_INTERRUPTED when the signal aborts. */
export interface SuiteHost {
  /** For people who wait. */
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
  /** Seconds from an arbitrary start. */
  now(): number;
  /** Makes this process the only one that uses a folder; returns the function that releases it. Throws RUN_LOCKED. */
  lock(folder: string): () => void;
  /** The engine that a recipe computes on here, as a recipe writes it. */
  engine(recipe: string, set: readonly string[]): Promise<JsonObject>;
  /** Trains what a recipe starts from, where it is not cached. */
  coldStart(recipe: string, onEvent: OnEvent): Promise<void>;
  /** Trains a recipe in a folder, instead of the run that is there. */
  train(recipe: string, folder: string, onEvent: OnEvent): Promise<TrainResult>;
  /** Goes on with a run. */
  resume(folder: string, onEvent: OnEvent): Promise<TrainResult>;
}

export function suiteHost(terminal: Terminal, signal: AbortSignal): SuiteHost {
  return {
    ...{ terminal, signal, lock: lockRun },
    now: () => performance.now() / 1000,
    engine: (recipe, set) => computeInProcess("engine", { recipe, set }, { signal }),
    coldStart: (recipe, onEvent) => computeInProcess("coldStart", { recipe, set: [] }, { signal, onEvent }),
    train: (recipe, out, onEvent) => computeInProcess("train", { recipe, set: [], out, force: true }, { signal, onEvent }),
    resume: (location, onEvent) => computeInProcess("resume", { location }, { signal, onEvent }),
  };
}
