import type { Spread } from "./spread.js";
import type { VariancePart } from "./variance-part.js";

/**
 * The spread of an estimate whose variance is a sum of estimated parts (Satterthwaite 1946; with one part a recipe this is Welch 1947):
 *
 *     V = Σ V_j,  ν = V² / Σ (V_j² / ν_j)
 *
 * Where no part has any variance the standard error is 0 and ν is NaN.
 */
export function satterthwaite(parts: readonly VariancePart[]): Spread {
  const variance = parts.reduce((sum, part) => sum + part.variance, 0);
  const uncertainty = parts.reduce((sum, part) => sum + part.variance ** 2 / part.degrees, 0);
  return { standardError: Math.sqrt(variance), degrees: variance ** 2 / uncertainty };
}
