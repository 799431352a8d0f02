import type { Batch } from "./batch.js";
import type { Component } from "./component.js";
import type { RandomStream } from "./random-stream.js";
import { contract } from "./contract.js";

/** Chooses the rollouts that train. */
export interface Selection extends Component {
  /** Ascending row numbers without repetition; none at all is allowed. `random` is the step's own stream: key choices by group id. */
  select(batch: Batch, random: RandomStream): readonly number[];
}

export const Selection = contract<Selection>("Selection");
