import { TINY_POLICY } from "./tiny-policy.js";

/** A recipe over files, paths relative to its folder, that trains in a fraction of a second. */
export function filesRecipe(train: string, heldOut: string): Readonly<Record<string, unknown>> {
  return {
    ...{ name: "over-files", engine: "cpu", extends: "@lode/recipes/files/base.json", trackers: [{ use: "jsonl" }] },
    dataset: { paths: [train] },
    policy: TINY_POLICY,
    sampler: { groupSize: 2, maxTokens: 4 },
    training: { steps: 2, promptsPerStep: 2, checkpointEvery: 1 },
    evaluation: { maxTokens: 4, sets: { "held-out": { dataset: { paths: [heldOut] }, problems: 2, samples: 1 } } },
  };
}
