import type { Advantage } from "../contracts/advantage.js";
import type { ColumnName } from "../contracts/batch.js";
import type { Dataset } from "../contracts/dataset.js";
import type { Objective } from "../contracts/objective.js";
import type { Policy } from "../contracts/policy.js";
import type { RewardModel } from "../contracts/reward-model.js";
import type { Sampler } from "../contracts/sampler.js";
import type { Scorer } from "../contracts/learner.js";
import type { Selection } from "../contracts/selection.js";
import type { Tokenizer } from "../contracts/tokenizer.js";
import type { ValueModel } from "../contracts/value-model.js";
import type { Verifier } from "../contracts/verifier.js";

/** The components that a training step is made of, and what they said they need. */
export interface RunComponents {
  readonly dataset: Dataset;
  readonly tokenizer: Tokenizer;
  readonly policy: Policy;
  /** The policy as it started; null when nothing needs `refLogprobs`. */
  readonly reference: Scorer | null;
  readonly sampler: Sampler;
  readonly verifier: Verifier | null;
  readonly rewardModel: RewardModel | null;
  readonly valueModel: ValueModel | null;
  readonly advantage: Advantage | null;
  readonly selection: Selection;
  readonly objective: Objective;
  /** Columns to be filled before the reward model, before advantages and selection, and before training. */
  readonly columns: { readonly reward: readonly ColumnName[]; readonly advantage: readonly ColumnName[]; readonly training: readonly ColumnName[] };
  /** Whether the objective's `oldLogprobs` are its present ones, since a step has one update: `training` does not name them then. */
  readonly oldIsPresent: boolean;
  /** Smaller groups are dropped: the largest `group>=N` that a component needs. */
  readonly minimumGroup: number;
}
