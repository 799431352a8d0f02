import type { ErrorParts } from "./error-parts.js";
import { satterthwaite } from "./satterthwaite.js";
import type { Spread } from "./spread.js";
import type { Target } from "./target.js";

/**
 * The spreads that count for a target: for fixed problems that of the seeds; for the population that of seeds and problems as well, and what is said about
 * all problems is never surer than what is said about these. Empty where the seeds show no variation at all: then there is no verdict.
 */
export function targetSpreads({ seeds, problems }: ErrorParts, target: Target): readonly Spread[] {
  const fixed = satterthwaite(seeds);
  if (fixed.standardError === 0) return [];
  return target === "fixed" ? [fixed] : [fixed, satterthwaite([...seeds, problems])];
}
