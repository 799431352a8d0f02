import type { Batch } from "./batch.js";
import type { Component } from "./component.js";
import { contract } from "./contract.js";

export interface Advantages {
  /** [B,T], 0 where `action` is 0. */
  readonly advantages: Float32Array;
  /** Targets of the critic, [B,T], from estimators that bootstrap from values. */
  readonly returns?: Float32Array;
}

/** Credit assignment on plain arrays. */
export interface Advantage extends Component {
  /** Reads `rewards`, and `tokenRewards` where the batch has them. Groups are whole here: selection comes after. */
  estimate(batch: Batch): Advantages;
}

export const Advantage = contract<Advantage>("Advantage");
