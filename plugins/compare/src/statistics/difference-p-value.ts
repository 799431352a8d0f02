import type { Spread } from "./spread.js";
import { studentTPValue } from "./student-t-p-value.js";

/**
 * The two-sided p-value of a difference: the largest over the spreads that count for the target. Throws a RangeError where there is none.
 */
export function differencePValue(difference: number, spreads: readonly Spread[]): number {
  if (spreads.length === 0) throw new RangeError("without a spread there is no p-value");
  return Math.max(...spreads.map(({ standardError, degrees }) => studentTPValue(difference / standardError, degrees)));
}
