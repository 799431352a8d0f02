import type { Interval } from "./interval.js";
import { specialFunctions } from "./special-functions.js";

/**
 * The exact interval of a share from c of n (Clopper and Pearson 1934): the level/2 quantile of Beta(c, n-c+1) and the 1 - level/2 quantile of Beta(c+1, n-c).
 * For counts of runs, such as those that collapsed under a threshold set beforehand.
 *
 * Throws a RangeError unless 0 <= c <= n and n >= 1.
 */
export function clopperPearson(count: number, observations: number, level: number): Interval {
  if (!(observations >= 1 && count >= 0 && count <= observations)) throw new RangeError(`${count} of ${observations} is no share`);
  const { incompleteBetaInverse } = specialFunctions;
  return {
    low: count === 0 ? 0 : incompleteBetaInverse(count, observations - count + 1, level / 2),
    high: count === observations ? 1 : incompleteBetaInverse(count + 1, observations - count, 1 - level / 2),
  };
}
