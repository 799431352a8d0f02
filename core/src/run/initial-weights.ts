import { resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { Snapshot } from "../contracts/component.js";
import { UserError } from "../contracts/user-error.js";
import type { WeightsSource } from "../contracts/weights-source.js";
import { compose, type Composition } from "../recipe/compose.js";
import { isObject, type Json, type JsonObject } from "../recipe/json.js";
import { sourceOf } from "../recipe/merge-recipes.js";
import { findRecipe } from "../recipe/read-recipe.js";
import { replaceAt } from "../recipe/replace-at.js";
import { checkpointSteps, readSnapshot } from "../trainer/checkpoint.js";
import { decodeSafetensors, encodeSafetensors } from "../trainer/safetensors.js";
import { findRun, readSummary, RECIPE_FILE } from "./run-folder.js";
import { FileRunStore } from "./file-run-store.js";
import { hashOf } from "./run-record.js";

/** Trains a composition in a folder, or goes on with what is there. */
export type TrainInto = (composition: Composition, location: string, hash: string) => Promise<void>;

/** Weights that a composition starts from, and the content hashes of where they come from, both by pointer. */
export interface InitialWeights {
  readonly snapshots: ReadonlyMap<string, Snapshot>;
  readonly hashes: Readonly<Record<string, string>>;
}

/** Where weights come from: the result of a recipe, or a run's last checkpoint. Paths are absolute. */
export type NamedWeights = { readonly recipe: string } | { readonly run: string };

const CACHE = "runs/.cache";
const FOLDER = "initial";

/** Finds the weights that a composition names; a recipe that has not been trained yet is trained first, once for all that start from it. */
export async function initialWeights(composition: Composition, directory: string, trainInto: TrainInto, signal: AbortSignal): Promise<InitialWeights> {
  const snapshots = new Map<string, Snapshot>();
  const hashes: Record<string, string> = {};
  for (const pointer of composition.weights) {
    const named = parse(composition, pointer);
    const found = "run" in named ? await fromRun(named.run) : await fromRecipe(await composeStart(composition, named.recipe, []), directory, trainInto, signal);
    snapshots.set(pointer, found.snapshot);
    hashes[pointer] = found.hash;
  }
  return { snapshots, hashes };
}

/** The content hashes of the weights that a composition names, without training anything. */
export async function weightHashes(composition: Composition, parents: readonly string[] = []): Promise<Readonly<Record<string, string>>> {
  const hashes: Record<string, string> = {};
  for (const pointer of composition.weights) {
    const named = parse(composition, pointer);
    if ("run" in named) hashes[pointer] = (await fromRun(named.run)).hash;
    else hashes[pointer] = (await composeStart(composition, named.recipe, parents)).hash;
  }
  return hashes;
}

/** Where the weights of a composition come from, by pointer. */
export function namedWeights(composition: Composition): Readonly<Record<string, NamedWeights>> {
  return Object.fromEntries(composition.weights.map((pointer) => [pointer, parse(composition, pointer)]));
}

/** A composition's recipe with the paths of its weights made absolute: it says the same wherever it is written. */
export function withAbsoluteWeights(composition: Composition): JsonObject {
  return composition.weights.reduce((recipe, pointer) => replaceAt(recipe, pointer, parse(composition, pointer)), composition.resolved);
}

/** Keeps the weights in the run's own folder, so that the run can be resumed whatever becomes of where they came from. */
export async function keepWeights(store: FileRunStore, weights: InitialWeights): Promise<void> {
  const files = new Map<string, Uint8Array>();
  for (const [pointer, snapshot] of weights.snapshots) {
    if (snapshot.tensors) files.set(`${fileName(pointer)}.safetensors`, encodeSafetensors(snapshot.tensors));
    files.set(`${fileName(pointer)}.json`, new TextEncoder().encode(JSON.stringify(snapshot.json ?? null)));
  }
  if (files.size > 0) await store.writeFolder(FOLDER, files);
}

/** The weights that the run keeps, for the options that name them. */
export function keptWeights(store: FileRunStore, composition: Composition): ReadonlyMap<string, WeightsSource> {
  const source = (pointer: string): WeightsSource => ({
    description: `${store.location}/${FOLDER}`,
    load: async () => {
      const tensors = await store.read(`${FOLDER}/${fileName(pointer)}.safetensors`);
      const json = await store.read(`${FOLDER}/${fileName(pointer)}.json`);
      return { ...(tensors && { tensors: decodeSafetensors(tensors) }), ...(json && { json: JSON.parse(new TextDecoder().decode(json)) as unknown }) };
    },
  });
  return new Map(composition.weights.map((pointer) => [pointer, source(pointer)]));
}

function fileName(pointer: string): string {
  return pointer.slice(1).replaceAll("/", ".");
}

function parse(composition: Composition, pointer: string): NamedWeights {
  const value = pointer
    .slice(1)
    .split("/")
    .reduce<Json>((part, key) => (isObject(part) ? part[key] : null), composition.resolved);
  const entries = isObject(value) ? Object.entries(value) : [];
  const [key, path] = entries.length === 1 ? entries[0] : [];
  const { label, directory } = sourceOf(composition.recipe, `${pointer}/${key ?? ""}`);
  if (key === "recipe" && typeof path === "string") return { recipe: findRecipe(path, directory) };
  if (key === "run" && typeof path === "string") return { run: resolve(directory, path) };
  throw new UserError("RECIPE_INVALID_VALUE", `${JSON.stringify(value)} does not name weights`, {
    place: { file: label, pointer },
    remedy: 'Write { "recipe": FILE } or { "run": FOLDER }.',
  });
}

async function fromRun(location: string): Promise<{ snapshot: Snapshot; hash: string }> {
  const store = findRun(location, ".");
  const step = (await checkpointSteps(store)).at(-1);
  if (step === undefined)
    throw new UserError("RUN_NOT_FOUND", `${location} has no checkpoint`, { place: { file: location }, remedy: "Train it further first." });
  const record = JSON.parse(new TextDecoder().decode(await store.read(RECIPE_FILE))) as { $run?: { hash: string } };
  return { snapshot: await readSnapshot(store, step, "policy"), hash: `${record.$run?.hash ?? ""} step ${step}` };
}

/** The recipe that another starts from, and its content hash. Throws RECIPE_EXTENDS_CYCLE when recipes start from one another. */
async function composeStart(of: Composition, recipe: string, parents: readonly string[]): Promise<{ composition: Composition; hash: string }> {
  const chain = [...parents, recipe];
  if (parents.includes(recipe)) {
    throw new UserError("RECIPE_EXTENDS_CYCLE", `recipes start from one another: ${chain.join(" → ")}`, {
      place: { file: parents.at(-1), pointer: of.weights[0] },
      remedy: 'Give the first of them no initial policy: "initial": null.',
    });
  }
  const composition = await compose(recipe, { plugins: of.given });
  return { composition, hash: hashOf(composition, await weightHashes(composition, chain)) };
}

async function fromRecipe(
  start: { readonly composition: Composition; readonly hash: string },
  directory: string,
  trainInto: TrainInto,
  signal: AbortSignal,
): Promise<{ snapshot: Snapshot; hash: string }> {
  const { composition, hash } = start;
  const location = `${CACHE}/${hash}`;
  const store = new FileRunStore(location, resolve(directory, location));
  while (!(await readSummary(store))) {
    try {
      await trainInto(composition, location, hash);
    } catch (error) {
      // Another process trains the same weights: they are used when it has finished.
      if (!(error instanceof UserError) || error.code !== "RUN_LOCKED") throw error;
      await setTimeout(1000, undefined, { signal }).catch(() => signal.throwIfAborted());
    }
  }
  const step = (await checkpointSteps(store)).at(-1) ?? 0;
  return { snapshot: await readSnapshot(store, step, "policy"), hash };
}
