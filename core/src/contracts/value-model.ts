import type { Batch } from "./batch.js";
import type { Component } from "./component.js";
import type { Metrics } from "./metrics.js";
import type { Progress } from "./progress.js";
import { contract } from "./contract.js";

/** A critic. */
export interface ValueModel extends Component {
  /** The value before each action token, [B,T]. */
  values(batch: Batch): Promise<Float32Array>;
  /** One optimizer step towards `batch.returns`. Called once for each mini-batch of each epoch. */
  learn(batch: Batch, at: Progress): Promise<Metrics>;
}

export const ValueModel = contract<ValueModel>("ValueModel");
