import { UserError } from "@lode/core";
import { fileURLToPath } from "node:url";
import { problemFiles } from "../files/problem-files.js";
import { jsonLines } from "../files/row-files.js";
import { PARITY_PLUGIN } from "../recipes/tiny.js";
import { TINY_TRANSFORMER } from "./opened.js";
import { proofs, type Fragment, type Observe, type Proof, type Table } from "./proof.js";
import { RECIPE, trained } from "./trained.js";

const FINAL_POLICY = /step-2\/policy\./;

/** The policy after two steps. */
async function weightsOf(recipe: Fragment): Promise<unknown> {
  const { checkpoints } = await trained(recipe);
  return Object.entries(checkpoints).filter(([path]) => FINAL_POLICY.test(path));
}

async function rolloutsOf(recipe: Fragment): Promise<unknown> {
  return (await trained(recipe)).rollouts;
}

/** Which steps have a checkpoint. */
async function checkpointsOf(recipe: Fragment): Promise<unknown> {
  return Object.keys((await trained(recipe)).checkpoints);
}

/** The results of every evaluation. */
async function evaluationsOf(recipe: Fragment): Promise<unknown> {
  const { metrics } = await trained(recipe);
  const rows = metrics.map((row) => Object.entries(row).filter(([name]) => name.startsWith("evaluation/")));
  return rows.filter((row) => row.length > 0);
}

/** What trackers wrote. */
async function recordsOf(recipe: Fragment): Promise<unknown> {
  const { metrics, rollouts } = await trained(recipe);
  return { steps: metrics.map(({ step }) => step), rollouts };
}

async function locationOf(recipe: Fragment): Promise<unknown> {
  return (await trained(recipe)).location;
}

/** Why the recipe does not train. */
async function failureOf(recipe: Fragment): Promise<unknown> {
  try {
    await trained(recipe);
    return "it does";
  } catch (error) {
    if (error instanceof UserError) return `${error.code}: ${error.message}`;
    throw error;
  }
}

function recipe(observe: Observe, table: Table, given: Fragment = {}): readonly Proof[] {
  return proofs("recipe", { given: { ...RECIPE, ...given }, observe }, table);
}

const critic = { use: "critic", clip: 10 };
const EVALUATION = { every: 2, maxTokens: 6, sets: { "held-out": { dataset: { use: "arithmetic", split: "test" }, problems: 3 } } };

/** Every slot by two components: the run takes notice of what stands there. */
const slots: readonly Proof[] = [
  ...recipe(weightsOf, {
    dataset: { low: { use: "arithmetic", levels: [1] }, high: { use: "arithmetic", levels: [2] } },
    tokenizer: { low: RECIPE.tokenizer, high: { use: "character", alphabet: "9876543210+-*()\n" } },
    sampler: { low: RECIPE.sampler, high: { use: "dynamic", groupSize: 4, maxTokens: 10 } },
    verifier: { low: RECIPE.verifier, high: { use: "exact" }, given: { plugins: [...RECIPE.plugins, "@lode/math"] } },
    rewardModel: { low: { use: "outcome" }, high: { use: "overlong", maxLength: 5, buffer: 3 } },
    valueModel: {
      low: { ...critic, optimizer: { learningRate: 0.001 } },
      high: { ...critic, optimizer: { learningRate: 0.1 } },
      given: { policy: TINY_TRANSFORMER, advantage: { use: "gae" } },
    },
    advantage: { low: { use: "none" }, high: { use: "rloo" } },
    selection: { low: { use: "all" }, high: { use: "best-of-n" } },
    objective: { low: { use: "reinforce" }, high: { use: "cross-entropy" } },
  }),
  ...recipe(rolloutsOf, { policy: { low: RECIPE.policy, high: TINY_TRANSFORMER } }),
  ...recipe(recordsOf, { trackers: { low: [{ use: "jsonl" }], high: [{ use: "jsonl", rollouts: false }], absent: true } }),
  ...recipe(evaluationsOf, { evaluation: { low: EVALUATION, high: { ...EVALUATION, every: 1 }, absent: true } }),
];

const whole: readonly Proof[] = [
  ...recipe(locationOf, { name: { low: "one", high: "other" } }),
  ...recipe(weightsOf, { seed: { low: 1, high: 2 } }),
  ...recipe(failureOf, {
    engine: { low: "cpu", high: "abacus" },
    plugins: { low: RECIPE.plugins, high: RECIPE.plugins.filter((name) => name !== PARITY_PLUGIN) },
  }),
];

const training: readonly Proof[] = [
  ...recipe(failureOf, { "training.mismatchLimit": { low: 0, high: 0.1 } }, { policy: TINY_TRANSFORMER }),
  ...recipe(
    failureOf,
    { "training.unsettledLimit": { low: 0, high: 1 } },
    { plugins: [...RECIPE.plugins, fileURLToPath(new URL("./hesitant-plugin.js", import.meta.url))], verifier: { use: "hesitant" } },
  ),
  ...recipe(weightsOf, {
    "training.promptsPerStep": { low: 1, high: 2 },
    "training.epochs": { low: 1, high: 2 },
    "training.miniBatches": { low: 1, high: 2 },
    "training.policyFrozenSteps": { low: 0, high: 1 },
  }),
  ...recipe(rolloutsOf, {
    "training.steps": { low: 1, high: 2 },
    "training.budget.rollouts": { low: 1, high: 100 },
    "training.budget.tokens": { low: 1, high: 1000 },
    "training.budget.seconds": { low: 1e-9, high: 1000 },
  }),
  ...recipe(rolloutsOf, { "training.budget": { low: { rollouts: 1 }, high: { rollouts: 9 }, absent: true } }, { training: { steps: 4, promptsPerStep: 2 } }),
  ...recipe(checkpointsOf, { "training.checkpointEvery": { low: 1, high: 2 } }),
];

const evaluation = recipe(
  evaluationsOf,
  {
    "evaluation.every": { low: 1, high: 2 },
    "evaluation.temperature": { low: 0.5, high: 1 },
    "evaluation.topP": { low: 0.3, high: 1 },
    "evaluation.maxTokens": { low: 4, high: 6 },
    "evaluation.sets.*.dataset": { low: { use: "arithmetic", levels: [1] }, high: { use: "arithmetic", levels: [2] } },
    "evaluation.sets.*.problems": { low: 2, high: 3 },
    "evaluation.sets.*.samples": { low: 1, high: 2 },
  },
  { evaluation: EVALUATION },
);

/** The recipe is evaluated on what it is trained on. */
const { "sums.jsonl": SUMS } = problemFiles({ "sums.jsonl": jsonLines(["1+2", "3+4"].map((question) => ({ question, answer: "3" }))) });
const STORED = { use: "files", paths: [SUMS] };

const overlap = recipe(
  failureOf,
  { "evaluation.sets.*.overlap": { low: 0.5, high: "allowed" } },
  { plugins: [...RECIPE.plugins, "@lode/files"], dataset: STORED, evaluation: { ...EVALUATION, sets: { "held-out": { dataset: STORED, problems: 2 } } } },
);

export const recipes: readonly Proof[] = [...slots, ...whole, ...training, ...evaluation, ...overlap];
