import { randomStream, type Clock, type RunStore, type Summary, type Tracker } from "@lode/core";
import { JsonlTracker } from "@lode/trackers";
import type { EvaluationSet } from "../../core/src/trainer/sample-evaluation.js";
import type { TrainingPlan, TrainingRun } from "../../core/src/trainer/trainer.js";
import { ByteStore } from "./byte-store.js";
import { core } from "./core.js";
import { never } from "./step-inputs.js";
import { numbers, toyRun, type ToyRun } from "./toy-run.js";

const { Trainer } = core("trainer/trainer");

export const PLAN: TrainingPlan = {
  ...{ steps: 4, promptsPerStep: 2, epochs: 2, miniBatches: 2, policyFrozenSteps: 1, mismatchLimit: 0.1, unsettledLimit: 0.5 },
  ...{ checkpointEvery: 2, evaluateEvery: 3 },
};

const HELD_OUT: EvaluationSet = { name: "held-out", dataset: numbers, problems: 3, samples: 2, temperature: 1, topP: 1, maxTokens: 8 };

export interface ToyTraining extends TrainingRun {
  readonly components: ToyRun;
  readonly store: ByteStore;
}

interface Settings {
  readonly store?: ByteStore;
  readonly plan?: Partial<TrainingPlan>;
  readonly trackers?: readonly Tracker[];
  readonly evaluationSets?: readonly EvaluationSet[];
  /** Told every call of a component. */
  readonly heard?: (call: string) => void;
}

/** A toy run in a store, as a new process would open it. */
export async function toyTraining(settings: Settings = {}): Promise<ToyTraining> {
  const components = await toyRun(settings.heard);
  const store = settings.store ?? new ByteStore();
  const { policy, rewardModel, valueModel } = components;
  return {
    ...{ name: "toy", components, store, clock: ticking(), random: randomStream(1) },
    stateful: new Map(Object.entries({ policy, rewardModel, valueModel })),
    plan: { ...PLAN, ...settings.plan },
    evaluationSets: settings.evaluationSets ?? [HELD_OUT],
    trackers: settings.trackers ?? [jsonl(store)],
  };
}

export function train(run: ToyTraining, from = 0, signal: AbortSignal = never): Promise<Summary> {
  return new Trainer(run).train(from, signal);
}

export function jsonl(store: RunStore): Tracker {
  return new JsonlTracker({ rollouts: true }, store);
}

/** A second passes between any two looks. */
function ticking(): Clock {
  let time = 0;
  return { now: () => time++ };
}

/** All files of a run as text, without what depends on the clock: equal runs have equal texts. */
export function clocklessFiles(store: ByteStore): ReadonlyMap<string, string> {
  const texts = [...store.files.keys()].filter((path) => path !== "seconds.json").map((path) => [path, clockless(path, store.text(path) ?? "")] as const);
  return new Map(texts.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function clockless(path: string, text: string): string {
  if (path !== "metrics.jsonl") return text;
  const withoutClock = (_: string, value: unknown): unknown =>
    typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value).filter(([name]) => !/^(time|throughput)\//.test(name))) : value;
  return text.replace(/.+/g, (line) => JSON.stringify(JSON.parse(line, withoutClock)));
}
