import { train } from "@lode/core";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { filesBelow, metricRows } from "../recipes/read-run.js";
import { PARITY_PLUGIN } from "../recipes/tiny.js";
import type { Fragment } from "./proof.js";

/** Trains in a fraction of a second; correct and incorrect rollouts both occur. */
export const RECIPE = {
  ...{ name: "options", engine: "cpu" },
  plugins: [...["arithmetic", "tabular", "transformer", "sampling", "rewards", "reinforce", "ppo", "trackers"].map((name) => `@lode/${name}`), PARITY_PLUGIN],
  dataset: { use: "arithmetic", levels: [1] },
  tokenizer: { use: "character", alphabet: "0123456789+-*()\n" },
  policy: { use: "tabular", initialDeviation: 1 },
  sampler: { use: "group", groupSize: 4, maxTokens: 10 },
  verifier: { use: "parity" },
  rewardModel: { use: "outcome" },
  advantage: { use: "none" },
  selection: { use: "all" },
  objective: { use: "reinforce" },
  training: { steps: 2, promptsPerStep: 2 },
  trackers: [{ use: "jsonl" }],
};

/** What a run leaves behind; files as hexadecimal bytes by path. */
export interface TrainedRun {
  readonly location: string;
  readonly metrics: readonly Readonly<Record<string, number>>[];
  readonly checkpoints: Readonly<Record<string, string>>;
  readonly rollouts: Readonly<Record<string, string>>;
}

/** Trains recipes one after the other as the library does, in a folder of their own. The run of the last one. */
export async function trained(...recipes: readonly Fragment[]): Promise<TrainedRun> {
  const directory = mkdtempSync(join(tmpdir(), "lode-options-"));
  try {
    const locations: string[] = [];
    for (const recipe of recipes) locations.push((await train(recipe as Parameters<typeof train>[0], { directory })).location);
    const location = locations[locations.length - 1];
    return { location, ...runIn(join(directory, location)) };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function runIn(folder: string): Omit<TrainedRun, "location"> {
  const written = readdirSync(folder);
  return {
    metrics: written.includes("metrics.jsonl") ? metricRows(folder) : [],
    checkpoints: filesBelow(folder, "checkpoints"),
    rollouts: written.includes("rollouts") ? filesBelow(folder, "rollouts") : {},
  };
}
