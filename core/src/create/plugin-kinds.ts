import { Advantage } from "../contracts/advantage.js";
import type { Contract } from "../contracts/contract.js";
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

/** What `lode create plugin --kind` knows. */
export interface PluginKind {
  readonly contract: Contract<unknown>;
  /** For package.json. */
  readonly description: string;
  /** Plugins of Lode that the recipe needs beside those of its base. */
  readonly plugins?: readonly string[];
}

export const PLUGIN_KINDS = {
  objective: { contract: Objective, description: "An objective for Lode" },
  advantage: { contract: Advantage, description: "An advantage estimator for Lode" },
  reward: { contract: RewardModel, description: "A reward model for Lode" },
  verifier: { contract: Verifier, description: "A verifier for Lode" },
  sampler: { contract: Sampler, description: "A sampler for Lode" },
  selection: { contract: Selection, description: "A selection of rollouts for Lode" },
  dataset: { contract: Dataset, description: "A dataset for Lode" },
  tokenizer: { contract: Tokenizer, description: "A tokenizer for Lode" },
  policy: { contract: Policy, description: "A policy for Lode" },
  "value-model": { contract: ValueModel, description: "A value model for Lode", plugins: ["@lode/ppo"] },
  tracker: { contract: Tracker, description: "A tracker for Lode" },
  engine: { contract: Engine, description: "An engine for Lode" },
} satisfies Record<string, PluginKind>;

export type PluginKindName = keyof typeof PLUGIN_KINDS;
