import { detectableNoncentrality } from "./detectable-noncentrality.js";
import type { Spread } from "./spread.js";
import { widestSpread } from "./widest-spread.js";

/**
 * The difference that would have been found in four cases of five: δ(ν)·SE of the spread that gives the widest interval. Smaller ones usually go unnoticed.
 *
 * Throws a RangeError where there is no spread.
 */
export function minimumDetectableEffect(spreads: readonly Spread[], level: number): number {
  const { standardError, degrees } = widestSpread(spreads, level);
  return detectableNoncentrality(degrees, level) * standardError;
}
