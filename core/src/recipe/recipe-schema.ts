import { Type } from "typebox";
import { Advantage } from "../contracts/advantage.js";
import { Dataset } from "../contracts/dataset.js";
import { Engine } from "../contracts/engine.js";
import { Objective } from "../contracts/objective.js";
import { Policy } from "../contracts/policy.js";
import { RewardModel } from "../contracts/reward-model.js";
import { Sampler } from "../contracts/sampler.js";
import { Selection } from "../contracts/selection.js";
import { Tokenizer } from "../contracts/tokenizer.js";
import { Tracker } from "../contracts/tracker.js";
import { ValueModel } from "../contracts/value-model.js";
import { Verifier } from "../contracts/verifier.js";
import { componentListOption, componentOption, options } from "../plugin/options-schema.js";

const budgetSchema = options({
  rollouts: Type.Optional(Type.Integer({ minimum: 1, description: "Completions sampled." })),
  tokens: Type.Optional(Type.Integer({ minimum: 1, description: "Completion tokens of rows that trained, once an epoch." })),
  seconds: Type.Optional(Type.Number({ exclusiveMinimum: 0, description: "Of training, evaluations left out; such a run cannot be repeated byte for byte." })),
});

const trainingSchema = options({
  steps: Type.Integer({ minimum: 1, description: "Training steps: sampling, and an update. With a budget, at most." }),
  budget: Type.Optional(budgetSchema),
  promptsPerStep: Type.Integer({ minimum: 1, description: "Groups of rollouts in a step (P)." }),
  epochs: Type.Integer({ minimum: 1, default: 1, description: "Passes over the rollouts of a step." }),
  miniBatches: Type.Integer({ minimum: 1, default: 1, description: "Optimizer steps in a pass." }),
  policyFrozenSteps: Type.Integer({ minimum: 0, default: 0, description: "First steps in which only reward model and value model learn." }),
  mismatchLimit: Type.Number({
    minimum: 0,
    default: 0.1,
    description: "Nats a token, in the mean, by which generator and trainer may differ in the log-probabilities of a rollout.",
  }),
  unsettledLimit: Type.Number({
    minimum: 0,
    maximum: 1,
    default: 0.5,
    description: "Share of a step's rollouts that may be neither correct nor incorrect (abstain, error, timeout); above it the run stops.",
  }),
  checkpointEvery: Type.Integer({ minimum: 1, default: 20, description: "Steps; the last step always." }),
});

const evaluationSetSchema = options({
  dataset: componentOption(Dataset),
  problems: Type.Integer({ minimum: 1, description: "The first so many of the dataset." }),
  samples: Type.Integer({ minimum: 1, default: 1, description: "Completions a problem." }),
  overlap: Type.Union([Type.Number({ exclusiveMinimum: 0, maximum: 1 }), Type.Literal("allowed")], {
    default: 0.85,
    description:
      'Stored problems that are trained on are refused here: the same, and those that share this part of a problem\'s sequences of 4 words and its answer. "allowed": not compared.',
  }),
});

const evaluationSchema = options({
  every: Type.Integer({ minimum: 1, default: 20, description: "Steps; before training and after the last step always." }),
  temperature: Type.Number({ minimum: 0, default: 1 }),
  topP: Type.Number({ exclusiveMinimum: 0, maximum: 1, default: 1 }),
  maxTokens: Type.Integer({ minimum: 1, default: 48, description: "Longest completion." }),
  sets: Type.Record(Type.String(), evaluationSetSchema, { minProperties: 1 }),
});

/** The keys of a recipe beside `extends` and `$schema`. Slots that may be left out (or removed with null) are optional here. */
export const recipeSchema = options({
  name: Type.String({ pattern: "^[A-Za-z0-9][A-Za-z0-9._-]*$", description: "Names the run folder." }),
  seed: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER, default: 1 }),
  plugins: Type.Array(Type.String(), { default: [], description: "Packages or paths. Only plugins that are named here run code." }),
  engine: componentOption(Engine, { default: { use: "auto" }, description: "auto takes the first that loads; a name alone is short for { use }." }),
  dataset: componentOption(Dataset),
  tokenizer: componentOption(Tokenizer),
  policy: componentOption(Policy),
  sampler: componentOption(Sampler),
  verifier: Type.Optional(componentOption(Verifier)),
  rewardModel: Type.Optional(componentOption(RewardModel)),
  valueModel: Type.Optional(componentOption(ValueModel)),
  advantage: Type.Optional(componentOption(Advantage)),
  selection: componentOption(Selection),
  objective: componentOption(Objective),
  training: trainingSchema,
  evaluation: Type.Optional(evaluationSchema),
  trackers: Type.Optional(componentListOption(Tracker)),
});
