import { crossedErrorParts } from "./crossed-error-parts.js";
import type { CrossedMoments } from "./crossed-moments.js";
import type { Interval } from "./interval.js";
import type { Target } from "./target.js";
import { targetSpreads } from "./target-spreads.js";
import { unanimousInterval } from "./unanimous-interval.js";
import { widestSpread } from "./widest-spread.js";
import { wilsonInterval } from "./wilson-interval.js";

/**
 * The interval of a recipe's score (pass@1 or pass@k): Wilson's about the mean with the half width of Student's t; where every answer was wrong, or every
 * one right, that of so many answers (fixed problems: S·P) or problems (population: P). Null where seeds show no variation.
 *
 * Throws a RangeError for a single seed, or a single problem where the target is the population.
 */
export function recipeInterval(moments: CrossedMoments, target: Target, level: number): Interval | null {
  const { mean, seeds, problems } = moments;
  const parts = crossedErrorParts(moments);
  if (mean === 0 || mean === 1) return unanimousInterval(mean, target === "fixed" ? seeds * problems : problems, level);
  const spreads = targetSpreads(parts, target);
  return spreads.length === 0 ? null : wilsonInterval(mean, widestSpread(spreads, level).halfWidth);
}
