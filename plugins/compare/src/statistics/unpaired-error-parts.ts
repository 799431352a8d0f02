import { seedPart } from "./crossed-error-parts.js";
import type { CrossedMoments } from "./crossed-moments.js";
import type { ErrorParts } from "./error-parts.js";
import { sampleVariance } from "./sample-variance.js";

/**
 * What the variance of a difference of two recipes on the same problems is made of, where their seeds have nothing to do with one another:
 *
 *     A_r = v_S,r / S_r for each recipe r,  b² = max(0, var_i(ȳ_1i - ȳ_2i) / P - Σ_r v_SP,r / (S_r P))
 *
 * Throws a RangeError for a single seed or different numbers of problems.
 */
export function unpairedErrorParts(first: CrossedMoments, second: CrossedMoments): ErrorParts {
  const { problems } = first;
  if (second.problems !== problems) throw new RangeError(`${problems} problems cannot be compared with ${second.problems}`);
  const between = sampleVariance(first.problemMeans.map((value, problem) => value - second.problemMeans[problem])) / problems;
  const within = first.interactionVariance / (first.seeds * problems) + second.interactionVariance / (second.seeds * problems);
  return { seeds: [seedPart(first), seedPart(second)], problems: { variance: Math.max(0, between - within), degrees: problems - 1 } };
}
