import type { Interval } from "./interval.js";

/**
 * The interval of a share that was exactly 0 or 1 in n independent observations (Clopper and Pearson 1934, at the end of the scale):
 *
 *     [0, 1 - (level/2)^{1/n}] or [(level/2)^{1/n}, 1]
 *
 * Throws a RangeError for any other share.
 */
export function unanimousInterval(share: number, observations: number, level: number): Interval {
  const edge = (level / 2) ** (1 / observations);
  if (share === 0) return { low: 0, high: 1 - edge };
  if (share === 1) return { low: edge, high: 1 };
  throw new RangeError(`${share} is neither 0 nor 1`);
}
