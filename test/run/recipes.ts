import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Snapshot } from "@lode/core";
import type { TrainInto } from "../../core/src/run/initial-weights.js";
import { core } from "../trainer/core.js";

const { FileRunStore } = core("run/file-run-store");
const { saveCheckpoint } = core("trainer/checkpoint");

/** A complete recipe that supervises a tiny policy. */
export const COLD_START = {
  ...{ name: "cold", seed: 1 },
  plugins: ["@lode/arithmetic", "@lode/transformer", "@lode/sampling", "@lode/reinforce"],
  dataset: { use: "arithmetic", levels: [1], split: "cold-start" },
  tokenizer: { use: "character" },
  policy: { use: "transformer", layers: 1, width: 16, heads: 2, feedForward: 32 },
  ...{ sampler: { use: "demonstrations" }, selection: { use: "all" }, objective: { use: "cross-entropy" } },
  training: { steps: 2, promptsPerStep: 2 },
};

/** A recipe that starts from weights, by `{ "recipe": FILE }` or `{ "run": FOLDER }`. */
export function startingFrom(initial: unknown, change: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  return { ...COLD_START, name: "main", policy: { ...COLD_START.policy, initial }, ...change };
}

/** Writes a recipe and returns its path. */
export function writeRecipe(folder: string, path: string, recipe: Readonly<Record<string, unknown>>): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(recipe));
  return file;
}

/** What a policy has learnt at a step, told apart by a number. */
export function learnt(number: number, step: number): Snapshot {
  return { tensors: { w: { shape: [2], data: Float32Array.of(number, step) } }, json: { version: step } };
}

/** Writes a finished run of two checkpoints, as training would. */
export async function writeRun(folder: string, hash: string, number: number): Promise<void> {
  const store = new FileRunStore(folder, folder);
  await store.write("recipe.json", JSON.stringify({ name: "run", $run: { hash } }));
  for (const step of [9, 10]) await saveCheckpoint(store, step, new Map([["policy", { snapshot: async () => learnt(number, step) }]]), {});
  await store.write("summary.json", "{}");
}

/** Trains nothing, but leaves a finished run whose number is how many there have been; keeps the hashes. */
export function pretendedTraining(directory: string): { trained: string[]; trainInto: TrainInto } {
  const trained: string[] = [];
  return {
    trained,
    trainInto: async (_, location, hash) => {
      trained.push(hash);
      await writeRun(join(directory, location), hash, trained.length);
    },
  };
}
