import type { Batch } from "@lode/core";

/** The batch's rewards, [B]. Throws a RangeError where nothing has filled them. */
export function rowRewards(batch: Batch): Float32Array {
  if (batch.rewards === undefined) throw new RangeError("the batch has no column rewards");
  return batch.rewards;
}
