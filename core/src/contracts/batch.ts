import type { Tensor2D, Tensor1D, Scalar } from "@tensorflow/tfjs";
import type { Rollout } from "./rollout.js";
import type { Verdict } from "./verdict.js";

/** Columns of one number a row, [B]. */
export interface RowColumns {
  /** Outcome reward; above 0 is correct, everything else is wrong. */
  readonly rewards: Float32Array;
}

/** Columns of one number a token, [B,T] row-major. What stands where `action` is 0 is arbitrary and must not matter. */
export interface TokenColumns {
  /** Reward of a single token, added to the outcome at the row's last action token. */
  readonly tokenRewards: Float32Array;
  /** Log-probabilities under the policy at collection, as the trainer scores it ("old"). */
  readonly oldLogprobs: Float32Array;
  /** Log-probabilities under the reference, the policy as it started ("ref"). */
  readonly refLogprobs: Float32Array;
  /** Log-probabilities at collection as the generating engine reported them ("sampler"). */
  readonly samplerLogprobs: Float32Array;
  /** Critic outputs at collection. */
  readonly values: Float32Array;
  /** Advantage of every token ("A"). */
  readonly advantages: Float32Array;
  /** Regression target of the critic. */
  readonly returns: Float32Array;
  /** How much each token counts, 0 to 1, from a token-level reward model. */
  readonly tokenWeights: Float32Array;
}

export type Columns = RowColumns & TokenColumns;
export type ColumnName = keyof Columns;

/**
 * B rows of equal length T, as plain arrays: what core passes to components. Rows are padded on the right.
 * The log-probability (or score, or value) of token t stands in column t and is computed from the tokens before t; column 0 has none.
 * Columns are absent until core has filled them; it fills those that some component `needs`.
 */
export interface Batch extends Partial<Columns> {
  /** B. */
  readonly rows: number;
  /** T. */
  readonly length: number;
  /** Token ids, [B,T]; padding is 0. */
  readonly tokens: Int32Array;
  /** 1 where the policy chose the token, [B,T]. */
  readonly action: Uint8Array;
  /** Tokens of each row before its padding, [B]. */
  readonly lengths: Int32Array;
  /** Id of the row's group, [B]; rows of one id are one group, in any order and number. */
  readonly groups: Int32Array;
  /** Tokens with `action` 1 in the whole batch. */
  readonly actionTokens: number;
  /** The sampling temperature at which log-probabilities are meant. */
  readonly temperature: number;
  /** Where each row comes from, [B]; empty in a recorded batch. */
  readonly rollouts: readonly Rollout[];
  /** The verdict of each row, [B]; empty without a verifier. */
  readonly verdicts: readonly Verdict[];
}

/** What a learner can compute for each token: "logprobs" of the tokens taken, "entropy" (both nats), "scores" of a scalar model. */
export type OutputName = "logprobs" | "entropy" | "scores";

/** Outputs as plain arrays, [B,T], 0 where `action` is 0. */
export type Outputs = Readonly<Partial<Record<OutputName, Float32Array>>>;

/** Outputs as tensors on a gradient tape, [B,T]. `held` has the same values as constants: the stop-gradient of the papers. */
export type TensorOutputs<Want extends OutputName = OutputName> = Readonly<Record<Want, Tensor2D>> & {
  readonly held: Readonly<Record<Want, Tensor2D>>;
};

/** What every objective sees of a batch, as tensors. */
export interface TensorBatchBase {
  readonly rows: number;
  readonly length: number;
  /** 1 and 0 as float32, [B,T]. */
  readonly action: Tensor2D;
  /** Action tokens of each row ("n_i"), [B,1]. */
  readonly tokenCounts: Tensor2D;
}

type TensorColumn<Name extends ColumnName> = Name extends keyof RowColumns ? Tensor1D : Tensor2D;

/** A batch as tensors with the columns that a component named; values where `action` is 0 are 0. */
export type TensorBatch<Need extends ColumnName = ColumnName, Accept extends ColumnName = never> = TensorBatchBase & {
  readonly [Name in Need]: TensorColumn<Name>;
} & { readonly [Name in Accept]?: TensorColumn<Name> };

/** Loss of one micro-batch and what to report of it. All are sums over the micro-batch divided by normalisers of the whole batch: they add up. */
export interface LossValue {
  readonly loss: Scalar;
  readonly metrics: Readonly<Record<string, Scalar>>;
}

/**
 * A loss that a learner can differentiate: an objective bound to its normalisers, or a reward model's own.
 * `compute` is pure, builds tensors only from its arguments, and reads nothing back.
 */
export interface Loss {
  readonly wants: readonly OutputName[];
  /** Columns to hand over as tensors; those in `accepts` only where the batch has them. */
  readonly needs: readonly ColumnName[];
  readonly accepts?: readonly ColumnName[];
  compute(outputs: TensorOutputs, batch: TensorBatch): LossValue;
}
