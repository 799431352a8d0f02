import { detectableNoncentrality, POWER } from "./detectable-noncentrality.js";
import type { ErrorParts } from "./error-parts.js";
import { power } from "./power.js";
import { specialFunctions } from "./special-functions.js";
import type { Target } from "./target.js";
import { targetSpreads } from "./target-spreads.js";
import { widestSpread } from "./widest-spread.js";

/** Seeds a recipe. Null: no number of seeds settles it (or none under a million). */
export interface SeedsNeeded {
  /** As if the seeds scattered exactly as those seen. */
  readonly seeds: number | null;
  /** With the upper value of the scatter, which the true one exceeds in one case of five. */
  readonly upper: number | null;
}

const MOST = 1e6;

interface Plan {
  readonly difference: number;
  readonly target: Target;
  readonly level: number;
}

/**
 * The smallest number S of seeds, the same for each recipe, with which a true difference is found in four cases of five:
 *
 *     SE² = Σ_r v_r / S (+ b² for the population),  power(difference / SE) >= 0.8
 *
 * once with v_r as seen and once with its upper value v_r (S_r - 1) / χ²_{0.2, S_r - 1}. The difference is one that matters, stated beforehand, never the
 * one observed. For the population no S is enough where the difference is at most δ(P - 1)·b, which is 2.80·b for many problems.
 */
export function seedsNeeded(parts: ErrorParts, plan: Plan): SeedsNeeded {
  const { variance, degrees } = parts.problems;
  if (plan.target === "population" && plan.difference <= detectableNoncentrality(degrees, plan.level) * Math.sqrt(variance))
    return { seeds: null, upper: null };
  return { seeds: smallest(parts, plan, () => 1), upper: smallest(parts, plan, upperFactor) };
}

/** What the variance of so many degrees of freedom exceeds its estimate by in one case of five: ν / χ²_{0.2, ν}. */
function upperFactor(degrees: number): number {
  return degrees / (2 * specialFunctions.upperGammaInverse(degrees / 2, 0.8));
}

function smallest({ seeds: parts, problems }: ErrorParts, plan: Plan, factor: (degrees: number) => number): number | null {
  const variances = parts.map(({ variance, degrees }) => variance * (degrees + 1) * factor(degrees));
  const enough = (seeds: number): boolean => {
    const planned = variances.map((variance) => ({ variance: variance / seeds, degrees: seeds - 1 }));
    const { standardError, degrees } = widestSpread(targetSpreads({ seeds: planned, problems }, plan.target), plan.level);
    return power(plan.difference / standardError, degrees, plan.level) >= POWER;
  };
  let high = 2;
  while (!enough(high)) {
    high *= 2;
    if (high > MOST) return null;
  }
  let low = high === 2 ? 1 : high / 2;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (enough(middle)) high = middle;
    else low = middle;
  }
  return high;
}
