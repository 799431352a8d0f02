import { bisect } from "./bisect.js";
import type { Interval } from "./interval.js";
import { studentTQuantile } from "./student-t-quantile.js";

/** P(a > b) with its interval. */
export interface ProbabilityOfImprovement extends Interval {
  readonly probability: number;
}

const ROUNDING = 1e-12;

/**
 * The probability that a run of the first recipe scores higher than one of the second, ties counting one half (Mann and Whitney 1947), with Newcombe's
 * interval (2006, "Confidence intervals for an effect size measure based on the Mann-Whitney statistic", method 5), Student's t in place of the normal:
 *
 *     θ = share of the S1·S2 pairs of runs,  c = t_{S1+S2-2},  N = (S1 + S2) / 2
 *     ends x: (x - θ)² = c² x(1-x) [1 + (N-1) ((1-x)/(2-x) + x/(1+x))] / (S1 S2)
 *
 * Throws a RangeError for fewer than three runs in all.
 * @param first [S1]
 * @param second [S2]
 */
export function probabilityOfImprovement(first: readonly number[], second: readonly number[], level: number): ProbabilityOfImprovement {
  const pairs = first.length * second.length;
  const wins = first.reduce((sum, a) => sum + second.reduce((row, b) => row + win(a, b), 0), 0);
  const probability = wins / pairs;
  const scale = studentTQuantile(level, first.length + second.length - 2) ** 2 / pairs;
  const half = (first.length + second.length) / 2;
  const outside = (x: number): boolean => (x - probability) ** 2 > scale * x * (1 - x) * (1 + (half - 1) * ((1 - x) / (2 - x) + x / (1 + x)));
  return {
    probability,
    low: probability === 0 ? 0 : bisect(outside, 0, probability),
    high: probability === 1 ? 1 : bisect((x) => !outside(x), probability, 1),
  };
}

/** Equal scores that were averaged in another order differ in their last bits. */
function win(a: number, b: number): number {
  if (Math.abs(a - b) < ROUNDING) return 0.5;
  return a > b ? 1 : 0;
}
