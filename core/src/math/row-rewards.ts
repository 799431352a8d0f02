import type { Batch } from "../contracts/batch.js";
import { column } from "./column.js";

/** Everything a row was rewarded, [B]: its outcome reward and the sum of its token rewards, where the batch has them. */
export function rowRewards(batch: Batch): Float64Array {
  const totals = Float64Array.from(column(batch, "rewards"));
  if (batch.tokenRewards === undefined) return totals;
  column(batch, "tokenRewards").forEach((reward, place) => {
    if (batch.action[place] === 1) totals[Math.floor(place / batch.length)] += reward;
  });
  return totals;
}
