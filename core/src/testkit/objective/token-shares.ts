import type { Batch } from "../../contracts/batch.js";
import type { Aggregation } from "../../math/aggregate.js";
import { rowTokenCounts } from "../../math/row-token-counts.js";

export const AGGREGATIONS: readonly Aggregation["aggregation"][] = ["token-mean", "sequence-mean", "sequence-sum", "fixed-length"];

/** What every action token's loss is multiplied by in the sum, [B,T], 0 elsewhere; see `aggregate`. `maxTokens` is that of "fixed-length". */
export function tokenShares(batch: Batch, aggregation: Aggregation["aggregation"], maxTokens: number): Float64Array {
  const counts = rowTokenCounts(batch);
  const shareOfRow = Float64Array.from(counts, (count) => {
    switch (aggregation) {
      case "token-mean":
        return 1 / batch.actionTokens;
      case "sequence-mean":
        return 1 / (batch.rows * count);
      case "sequence-sum":
        return 1 / batch.rows;
      case "fixed-length":
        return 1 / (batch.rows * maxTokens);
    }
  });
  return Float64Array.from(batch.action, (taken, place) => taken * shareOfRow[Math.floor(place / batch.length)]);
}
