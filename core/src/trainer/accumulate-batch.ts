import type { Batch, Loss } from "../contracts/batch.js";
import type { Learner } from "../contracts/learner.js";
import type { Metrics } from "../contracts/metrics.js";
import { lanes } from "../math/lanes.js";
import { microBatches } from "./micro-batches.js";
import { sumMetrics } from "./sum-metrics.js";

/** So many are asked for at a time for each lane: a lane that is done early goes on with the next. */
const PARTS_OF_A_LANE = 4;

/**
 * Adds the gradient of a loss on a whole optimizer batch by micro-batches, several at a time where the engine has several lanes: memory is bounded and
 * little is padding. Returns the loss and its metrics.
 */
export async function accumulateBatch(learner: Learner, batch: Batch, loss: Loss): Promise<Metrics> {
  const sums: Metrics[] = [];
  const parts = microBatches(batch);
  const together = lanes() === 1 ? 1 : lanes() * PARTS_OF_A_LANE;
  for (let first = 0; first < parts.length; first += together) {
    sums.push(...(await Promise.all(parts.slice(first, first + together).map((part) => learner.accumulate(part, loss)))));
  }
  return sumMetrics(sums);
}
