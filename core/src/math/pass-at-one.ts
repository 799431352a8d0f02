import { moments } from "./moments.js";

/**
 * pass@1 from the share of correct samples of each of P problems: the mean, and its standard error over problems, std / √P (sample std).
 * With a single problem the error cannot be estimated and is given as 0. Throws a RangeError without problems.
 */
export function passAtOne(shares: readonly number[]): { pass1: number; standardError: number } {
  if (shares.length === 0) throw new RangeError("pass@1 needs at least one problem");
  const { mean, variance } = moments(shares);
  return { pass1: mean, standardError: Math.sqrt(variance / shares.length) };
}
