import { resolve } from "node:path";
import type { Component } from "../contracts/component.js";
import type { Objective } from "../contracts/objective.js";
import type { Terminal } from "../contracts/terminal.js";
import { UserError } from "../contracts/user-error.js";
import { compose, type Composition } from "../recipe/compose.js";
import { gradientComparison, type GradientComparison } from "../replay/gradient-comparison.js";
import { rolloutRecordsOf } from "../replay/recorded-rollouts.js";
import { replayStep, type AlgorithmSlot } from "../replay/replayed-step.js";
import type { FileRunStore } from "../run/file-run-store.js";
import { keptWeights } from "../run/initial-weights.js";
import { loadRecipeEngine } from "../run/load-recipe-engine.js";
import { openRun, type OpenRun } from "../run/open-run.js";
import { ProcessClock } from "../run/process-clock.js";
import { findRun, RECIPE_FILE } from "../run/run-folder.js";
import { checkpointSteps, restoreCheckpoint } from "../trainer/checkpoint.js";
import { randomStream } from "../trainer/random-stream.js";
import { SILENT } from "./terminal.js";

export interface ReplayRunSettings {
  readonly step: number;
  /** The recipe whose gradient is compared with the run's own. */
  readonly against: string;
  readonly terminal?: Terminal;
  readonly directory?: string;
}

export interface RunReplay extends GradientComparison {
  readonly run: string;
  readonly step: number;
  readonly against: string;
  /** Names and objectives of the two recipes. */
  readonly names: { readonly run: string; readonly against: string };
}

/** Slots that a step's rollouts come from: the run's. */
const FROM_RUN = ["dataset", "tokenizer", "policy", "sampler", "verifier"];
/** Slots of the algorithm: the other recipe's. */
const FROM_OTHER = ["rewardModel", "valueModel", "advantage", "selection", "objective"];
/** Where the run's own objective stands among the other recipe's components. */
const RUN_OBJECTIVE = "/run/objective";

/** Compares the gradients of a run's objective and of another recipe's on the rollouts that the run recorded in a step. Does what `lode replay RUN` does. */
export async function replayRun(location: string, settings: ReplayRunSettings): Promise<RunReplay> {
  const { step, against, directory = "." } = settings;
  const store = findRun(location, directory);
  const records = await recordsOf(store, step);
  const [own, other] = await Promise.all([compose(resolve(directory, location, RECIPE_FILE)), compose(against, { directory })]);
  await loadRecipeEngine(own);
  const random = randomStream(Number(own.resolved.seed));
  const environment = { store, random, weights: keptWeights(store, own), clock: new ProcessClock(), terminal: settings.terminal ?? SILENT };
  const opened = await openRun(mixed(own, other), environment);
  try {
    const isKnown = step === 1 || (await checkpointSteps(store)).includes(step - 1);
    const same = (slot: string): boolean => JSON.stringify(own.resolved[slot]) === JSON.stringify(other.resolved[slot]);
    if (isKnown && step > 1) await restoreCheckpoint(store, step - 1, restorable(opened, same));
    const { policy, reference, sampler } = opened.components;
    const gradients = await replayStep({
      ...{ step, records, same, temperature: sampler.temperature ?? 1, components: opened.components },
      runObjective: opened.container.get<Objective>(RUN_OBJECTIVE),
      scorers: { policy: isKnown ? policy : null, reference, origin: step === 1 ? "the policy at the start" : `the checkpoint of step ${step - 1}` },
      stateKnown: (slot: AlgorithmSlot) => isStateless(opened, slot) || step === 1 || (isKnown && same(slot)),
      random: random.at("step", step).at("selection"),
    });
    const names = { run: own.resolved.name as string, against: other.resolved.name as string };
    return { run: location, step, against, names, ...gradientComparison(gradients) };
  } finally {
    await opened.dispose();
  }
}

async function recordsOf(store: FileRunStore, step: number) {
  const file = `rollouts/step-${step}.jsonl`;
  const lines = await store.read(file);
  if (lines) return rolloutRecordsOf(new TextDecoder().decode(lines), `${store.location}/${file}`);
  const steps = (await store.list("rollouts")).flatMap((name) => /^step-(\d+)\.jsonl$/.exec(name)?.[1] ?? []).map(Number);
  const remedy =
    steps.length === 0
      ? 'Train with the tracker { "use": "jsonl", "rollouts": true }.'
      : `Steps with rollouts: ${Math.min(...steps)} to ${Math.max(...steps)}.`;
  throw new UserError("RUN_NOT_FOUND", `${store.location} has no rollouts of step ${step}`, { place: { file: `${store.location}/${file}` }, remedy });
}

/** The other recipe's algorithm on the run's policy, with the run's objective beside it; without trackers and evaluation. */
function mixed(own: Composition, other: Composition): Composition {
  const of = ({ nodes }: Composition, slots: readonly string[]): Composition["nodes"] => nodes.filter(({ pointer }) => slots.includes(pointer.split("/")[1]));
  const objective = of(own, ["objective"]).map((node) => ({ ...node, pointer: node.pointer.replace("/objective", RUN_OBJECTIVE) }));
  const { evaluation: _, trackers: __, ...resolved } = own.resolved;
  return { ...own, resolved, nodes: [...of(own, FROM_RUN), ...of(other, FROM_OTHER), ...objective] };
}

/** Components whose state the run's checkpoint has: the policy, and those that both recipes have alike. */
function restorable({ container }: OpenRun, same: (slot: string) => boolean): ReadonlyMap<string, Component> {
  return new Map([...container.stateful()].filter(([place]) => FROM_RUN.includes(slotOf(place)) || same(slotOf(place))));
}

function isStateless({ container }: OpenRun, slot: AlgorithmSlot): boolean {
  return ![...container.stateful().keys()].some((place) => slotOf(place) === slot);
}

function slotOf(place: string): string {
  return place.split(".")[0];
}
