import type { Interval } from "./interval.js";

/**
 * The interval g ± h of a share, bent so that it stays within [0,1] and is wider towards one half (Wilson 1927, with a variance of any origin):
 *
 *     k = h² / (g (1 - g)),  (g + k/2 ± √(k g (1 - g) + k²/4)) / (1 + k)
 *
 * Throws a RangeError unless 0 < g < 1.
 */
export function wilsonInterval(share: number, halfWidth: number): Interval {
  if (!(share > 0 && share < 1)) throw new RangeError(`Wilson's interval is for shares between 0 and 1, not ${share}`);
  const k = halfWidth ** 2 / (share * (1 - share));
  const centre = (share + k / 2) / (1 + k);
  const half = Math.sqrt(k * share * (1 - share) + k ** 2 / 4) / (1 + k);
  return { low: centre - half, high: centre + half };
}
