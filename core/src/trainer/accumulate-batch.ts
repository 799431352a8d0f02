import type { Batch, Loss } from "../contracts/batch.js";
import type { Learner } from "../contracts/learner.js";
import type { Metrics } from "../contracts/metrics.js";
import { lanes } from "../math/lanes.js";
import { microBatches } from "./micro-batches.js";
import { sumMetrics } from "./sum-metrics.js";

/**
 * Adds the gradient of a loss on a whole optimizer batch by micro-batches, as many at a time as the engine has lanes: memory is bounded and little is
 * padding. Returns the loss and its metrics.
 */
export async function accumulateBatch(learner: Learner, batch: Batch, loss: Loss): Promise<Metrics> {
  const sums: Metrics[] = [];
  const parts = microBatches(batch);
  for (let first = 0; first < parts.length; first += lanes()) {
    sums.push(...(await Promise.all(parts.slice(first, first + lanes()).map((part) => learner.accumulate(part, loss)))));
  }
  return sumMetrics(sums);
}
