import type { Batch } from "../contracts/batch.js";

/** Action tokens of each row (n_i), [B]. */
export function rowTokenCounts(batch: Batch): Int32Array {
  const counts = new Int32Array(batch.rows);
  batch.action.forEach((action, place) => (counts[Math.floor(place / batch.length)] += action));
  return counts;
}
