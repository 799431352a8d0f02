import { UserError } from "@lode/core";
import { PARITY_PLUGIN } from "../recipes/tiny.js";
import { TINY_TRANSFORMER } from "./opened.js";
import { proofs, type Fragment, type Observe, type Proof } from "./proof.js";
import { PLUGINS, RECIPE, trained, trainedFromRun } from "./trained.js";

/** Whether the recipe trains at all, and why not. */
async function failureOf(recipe: Fragment): Promise<string> {
  try {
    await trained(recipe);
    return "none";
  } catch (error) {
    if (error instanceof UserError) return `${error.code}: ${error.message}`;
    throw error;
  }
}

const EVALUATION = { every: 2, maxTokens: 6, sets: { "held-out": { dataset: { use: "arithmetic", split: "test" }, problems: 3 } } };

function recipe(observe: Observe, given: Fragment, table: Parameters<typeof proofs>[2]): readonly Proof[] {
  return proofs("recipe", { given: { ...RECIPE, ...given }, observe }, table);
}

const transformer = { policy: TINY_TRANSFORMER };
const critic = { use: "critic", clip: 10 };

/** Every slot by two components, of which the run must take notice; that their options have effects of their own is proven one by one. */
const slots = recipe(trained, {}, {
  dataset: { low: { use: "arithmetic", levels: [1] }, high: { use: "arithmetic", levels: [2] } },
  tokenizer: { low: { use: "character", alphabet: "0123456789+-*()\n" }, high: { use: "character", alphabet: "9876543210+-*()\n" } },
  policy: { low: RECIPE.policy, high: TINY_TRANSFORMER },
  sampler: { low: RECIPE.sampler, high: { use: "dynamic", groupSize: 3, maxTokens: 6 } },
  verifier: { low: { use: "parity" }, high: { use: "exact" }, given: { plugins: [...RECIPE.plugins, "@lode/math"] } },
  rewardModel: { low: { use: "outcome" }, high: { use: "overlong", maxLength: 5, buffer: 3 } },
  valueModel: {
    low: { ...critic, optimizer: { learningRate: 0.001 } },
    high: { ...critic, optimizer: { learningRate: 0.1 } },
    given: { ...transformer, advantage: { use: "gae" } },
  },
  advantage: { low: { use: "none" }, high: { use: "rloo" } },
  selection: { low: { use: "all" }, high: { use: "best-of-n" } },
  objective: { low: { use: "reinforce" }, high: { use: "cross-entropy" } },
  trackers: { low: [{ use: "jsonl" }], high: [{ use: "jsonl", rollouts: false }], absent: true },
  evaluation: { low: EVALUATION, high: { ...EVALUATION, every: 1 }, absent: true },
});

const run = recipe(trained, {}, {
  name: { low: "one", high: "other" },
  seed: { low: 1, high: 2 },
});

/** What computes and what may run code shows in what is refused. */
const refusals = recipe(failureOf, {}, {
  engine: { low: "cpu", high: "abacus" },
  plugins: { low: [...PLUGINS, PARITY_PLUGIN], high: PLUGINS },
});

const training = recipe(trained, {}, {
  "training.steps": { low: 1, high: 2 },
  "training.promptsPerStep": { low: 1, high: 2 },
  "training.epochs": { low: 1, high: 2 },
  "training.miniBatches": { low: 1, high: 2 },
  "training.policyFrozenSteps": { low: 0, high: 1 },
  "training.checkpointEvery": { low: 1, high: 2 },
});

const evaluation = recipe(trained, { evaluation: EVALUATION }, {
  "evaluation.every": { low: 1, high: 2 },
  "evaluation.temperature": { low: 0.5, high: 1 },
  "evaluation.topP": { low: 0.3, high: 1 },
  "evaluation.maxTokens": { low: 4, high: 6 },
  "evaluation.sets.*.dataset": { low: { use: "arithmetic", levels: [1] }, high: { use: "arithmetic", levels: [2] } },
  "evaluation.sets.*.problems": { low: 2, high: 3 },
  "evaluation.sets.*.samples": { low: 1, high: 2 },
});

/** The option of a policy that only a run can give it. */
const initial = proofs(
  "Policy transformer",
  {
    given: { ...TINY_TRANSFORMER },
    observe: (policy) => trainedFromRun({ ...RECIPE, policy, training: { steps: 1, promptsPerStep: 2 } }),
  },
  { initial: { low: { run: "runs/one" }, high: { run: "runs/other" }, absent: true } },
);

export const recipes: readonly Proof[] = [...slots, ...run, ...refusals, ...training, ...evaluation, ...initial];
