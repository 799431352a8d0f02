import { specialFunctions } from "./special-functions.js";
import { studentTQuantile } from "./student-t-quantile.js";

const NODES = 600;

/**
 * The probability that a two-sided t test at this level finds a difference of δ standard errors:
 *
 *     E_w [1 - Φ(c√(w/ν) - δ) + Φ(-c√(w/ν) - δ)],  w ~ χ²_ν,  c = t_{1 - level/2, ν}
 *
 * By the trapezoidal rule in x = log √(w/ν), whose density exp(ν (x - e^{2x}/2)) up to a factor is analytic and falls off on both sides: so the rule is exact
 * to rounding. Any real ν > 0.
 */
export function power(noncentrality: number, degrees: number, level: number): number {
  const critical = studentTQuantile(level, degrees);
  const { normal, logGamma } = specialFunctions;
  const logFactor = Math.log(2) + (degrees / 2) * Math.log(degrees / 2) - logGamma(degrees / 2);
  // Beyond these the density is under 1e-14 of its peak.
  const reach = Math.sqrt(33 / degrees);
  const low = -(33 / degrees + reach);
  const step = (reach - low) / NODES;
  let total = 0;
  for (let node = 0; node <= NODES; node++) {
    const x = low + node * step;
    const bound = critical * Math.exp(x);
    const found = normal(noncentrality - bound) + normal(-bound - noncentrality);
    total += found * Math.exp(logFactor + degrees * (x - Math.exp(2 * x) / 2));
  }
  return total * step;
}
