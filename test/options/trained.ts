import { train } from "@lode/core";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { comparableMetrics, filesBelow } from "../recipes/read-run.js";
import { PARITY_PLUGIN } from "../recipes/tiny.js";
import type { Fragment } from "./proof.js";

export const PLUGINS = ["arithmetic", "tabular", "transformer", "sampling", "rewards", "reinforce", "ppo", "trackers"].map((name) => `@lode/${name}`);

/** Trains in a fraction of a second; correct and incorrect rollouts both occur. */
export const RECIPE = {
  ...{ name: "options", engine: "cpu", plugins: [...PLUGINS, PARITY_PLUGIN] },
  dataset: { use: "arithmetic", levels: [1] },
  tokenizer: { use: "character", alphabet: "0123456789+-*()\n" },
  policy: { use: "tabular", initialDeviation: 1 },
  sampler: { use: "group", groupSize: 3, maxTokens: 6 },
  verifier: { use: "parity" },
  rewardModel: { use: "outcome" },
  advantage: { use: "none" },
  selection: { use: "all" },
  objective: { use: "reinforce" },
  training: { steps: 2, promptsPerStep: 2 },
  trackers: [{ use: "jsonl" }],
};

/** Trains a recipe as the library does. Gives where the run is and what it wrote, without what tells of the recipe itself, of its initial weights and of time. */
export function trained(recipe: Fragment): Promise<unknown> {
  return inFolder((folder) => trainedIn(folder, recipe));
}

/** The same for a policy that starts from one of the runs "runs/one" and "runs/other". */
export function trainedFromRun(recipe: Fragment): Promise<unknown> {
  return inFolder(async (folder) => {
    const { initial: _, ...policy } = recipe.policy as Fragment;
    for (const [seed, name] of ["one", "other"].entries()) await trainedIn(folder, { ...recipe, policy, seed, name });
    return trainedIn(folder, recipe);
  });
}

async function trainedIn(folder: string, recipe: Fragment): Promise<unknown> {
  const { location } = await train(recipe as Parameters<typeof train>[0], { directory: folder });
  const run = join(folder, location);
  const folders = ["checkpoints", "rollouts"].filter((name) => readdirSync(run).includes(name));
  const metrics = readdirSync(run).includes("metrics.jsonl") ? comparableMetrics(run) : undefined;
  return { location, metrics, files: Object.assign({}, ...folders.map((name) => filesBelow(run, name))) as object };
}

async function inFolder<Seen>(look: (folder: string) => Promise<Seen>): Promise<Seen> {
  const folder = mkdtempSync(join(tmpdir(), "lode-options-"));
  try {
    return await look(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
