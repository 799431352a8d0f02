import { column, moments, type Batch } from "@lode/core";

/** 1 - Var(R - V) / Var(R) over the action tokens, V the values at collection: 1 for a perfect critic, 0 for one that knows nothing, and 0 where returns do not vary. */
export function explainedVariance(batch: Batch): number {
  const values = column(batch, "values");
  const taken = (_: number, place: number): boolean => batch.action[place] === 1;
  const returns = column(batch, "returns");
  const total = moments(returns.filter(taken)).variance;
  const left = moments(returns.map((target, place) => target - values[place]).filter(taken)).variance;
  return total === 0 ? 0 : 1 - left / total;
}
