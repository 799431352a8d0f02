import type { Batch, LossValue, OutputName, TensorBatch, TensorOutputs, ColumnName } from "./batch.js";
import type { Component } from "./component.js";
import { contract } from "./contract.js";

/** Sums over the whole optimizer batch that losses divide by. */
export type Normalisers = Readonly<Record<string, number>>;

/** The loss of the policy: a pure function of tensors. It reads nothing back and keeps no state. */
export interface Objective extends Component {
  /** Outputs of the policy; may depend on the options. */
  readonly wants: readonly OutputName[];
  /** Columns; may depend on the options. */
  readonly needs: readonly ColumnName[];
  /** Columns that are used where the batch has them. */
  readonly accepts?: readonly ColumnName[];
  /**
   * Computed once over the whole optimizer batch, so that losses, gradients and metrics of micro-batches add up to those of the batch. Where a step has
   * one update, this batch has no `oldLogprobs`: they are the present ones, and only the loss gets them.
   */
  normalisers(batch: Batch): Normalisers;
  /** The micro-batch's share of the loss, to be minimised. Names in `metrics` are without an area: core writes `objective/<name>`. */
  loss(outputs: TensorOutputs, batch: TensorBatch, normalisers: Normalisers): LossValue;
}

export const Objective = contract<Objective>("Objective");
