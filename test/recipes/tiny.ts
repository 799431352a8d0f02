import { fileURLToPath } from "node:url";

export const REPOSITORY = fileURLToPath(new URL("../../../", import.meta.url));

/** The parity plugin as a recipe names it. */
export const PARITY_PLUGIN = fileURLToPath(new URL("./parity-plugin.js", import.meta.url));

const POLICY = ["policy.layers=1", "policy.width=16", "policy.heads=2", "policy.feedForward=32", "policy.initial=null"];
const BUDGET = ["training.steps=2", "training.promptsPerStep=3", "evaluation.sets.held-out.problems=4", "evaluation.maxTokens=16"];

/** `--set` values that make any of the arithmetic recipes train in a fraction of a second, from a policy that knows nothing. */
export const TINY: readonly string[] = ["engine=cpu", ...POLICY, ...BUDGET, 'trackers=[{"use":"jsonl"}]'];

/** With these, correct and incorrect rollouts both occur. */
export const PARITY: readonly string[] = [`plugins=${JSON.stringify([PARITY_PLUGIN])}`, "verifier.use=parity"];
