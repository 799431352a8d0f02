import type { Batch, Loss } from "../contracts/batch.js";
import type { Learner } from "../contracts/learner.js";
import type { Metrics } from "../contracts/metrics.js";
import { microBatches } from "./micro-batches.js";
import { sumMetrics } from "./sum-metrics.js";

/** Adds the gradient of a loss on a whole optimizer batch, micro-batch by micro-batch: memory is bounded and little is padding. Returns the loss and its metrics. */
export async function accumulateBatch(learner: Learner, batch: Batch, loss: Loss): Promise<Metrics> {
  const parts: Metrics[] = [];
  for (const part of microBatches(batch)) parts.push(await learner.accumulate(part, loss));
  return sumMetrics(parts);
}
