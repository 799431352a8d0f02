import type { Component, Snapshot } from "../contracts/component.js";
import type { RunStore } from "../contracts/run-store.js";
import { UserError } from "../contracts/user-error.js";
import { decodeSafetensors, encodeSafetensors } from "./safetensors.js";

/** Components with state by their place in the recipe: "policy", "rewardModel.reward". */
export type Components = ReadonlyMap<string, Component>;

const FOLDER = "checkpoints";
/** Where the trainer's own progress stands among the components. */
const PROGRESS = "trainer";

/** Writes `checkpoints/step-<N>/` whole or not at all: a safetensors and a JSON file for each component with state, and the trainer's progress. */
export async function saveCheckpoint(store: RunStore, step: number, components: Components, progress: unknown): Promise<void> {
  const files = new Map<string, Uint8Array>([[`${PROGRESS}.json`, toJson(progress)]]);
  for (const [place, component] of components) {
    const snapshot = await component.snapshot?.();
    if (snapshot?.tensors) files.set(`${place}.safetensors`, encodeSafetensors(snapshot.tensors));
    if (snapshot?.json !== undefined) files.set(`${place}.json`, toJson(snapshot.json));
  }
  await store.writeFolder(`${FOLDER}/step-${step}`, files);
}

/** Steps that have a checkpoint, ascending. */
export async function checkpointSteps(store: RunStore): Promise<readonly number[]> {
  const names = await store.list(FOLDER);
  return names
    .flatMap((name) => /^step-(\d+)$/.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);
}

/** Hands every component with state its snapshot. Returns the trainer's progress as it was saved. */
export async function restoreCheckpoint(store: RunStore, step: number, components: Components): Promise<unknown> {
  for (const [place, component] of components) {
    if (!component.restore) continue;
    const snapshot = await readSnapshot(store, step, place);
    if (!snapshot.tensors && snapshot.json === undefined) throw damaged(store, step, `it has nothing for ${place}`);
    await component.restore(snapshot);
  }
  const progress = await readSnapshot(store, step, PROGRESS);
  if (progress.json === undefined) throw damaged(store, step, `it has nothing for the ${PROGRESS}`);
  return progress.json;
}

/** What a component saved at a step; empty if it saved nothing. */
export async function readSnapshot(store: RunStore, step: number, place: string): Promise<Snapshot> {
  const tensors = await store.read(`${FOLDER}/step-${step}/${place}.safetensors`);
  const json = await store.read(`${FOLDER}/step-${step}/${place}.json`);
  try {
    return { ...(tensors && { tensors: decodeSafetensors(tensors) }), ...(json && { json: fromJson(json) }) };
  } catch (error) {
    throw damaged(store, step, error instanceof Error ? error.message : String(error));
  }
}

function damaged(store: RunStore, step: number, what: string): UserError {
  return new UserError("RUN_DAMAGED", `checkpoint step-${step} cannot be read: ${what}`, {
    place: { file: `${store.location}/${FOLDER}/step-${step}` },
    remedy: "Remove this folder; training then resumes from the checkpoint before it.",
  });
}

function toJson(value: unknown): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);
}

function fromJson(bytes: Uint8Array): unknown {
  return JSON.parse(new TextDecoder().decode(bytes));
}
