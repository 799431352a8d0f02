import type { CrossedMoments } from "./crossed-moments.js";
import type { ErrorParts } from "./error-parts.js";
import type { VariancePart } from "./variance-part.js";

/**
 * What the variance of a mean over seeds and problems is made of, for one recipe or for a difference of two recipes whose seeds are paired:
 *
 *     a² = v_S / S (v_SP / (S P) where v_S = 0),  b² = max(0, v_P / P - v_SP / (S P))
 *
 * Throws a RangeError for a single seed.
 */
export function crossedErrorParts(moments: CrossedMoments): ErrorParts {
  const { seeds, problems, problemVariance, interactionVariance } = moments;
  const variance = Math.max(0, problemVariance / problems - interactionVariance / (seeds * problems));
  return { seeds: [seedPart(moments)], problems: { variance, degrees: problems - 1 } };
}

/** v_S / S with S - 1 degrees of freedom. Runs that differ in what they solve, never in how much, still show that a run could differ. */
export function seedPart({ seeds, problems, seedVariance, interactionVariance }: CrossedMoments): VariancePart {
  if (seeds < 2) throw new RangeError("one seed does not show how seeds differ");
  return { variance: (seedVariance === 0 ? interactionVariance / problems : seedVariance) / seeds, degrees: seeds - 1 };
}
