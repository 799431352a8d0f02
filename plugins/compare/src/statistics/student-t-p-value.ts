import { specialFunctions } from "./special-functions.js";

/**
 * The probability that Student's t with ν degrees of freedom is at least as far from 0 as t: the two-sided p-value.
 *
 *     p = I_x(ν/2, 1/2),  x = ν / (ν + t²)
 *
 * Throws a RangeError unless degrees > 0.
 */
export function studentTPValue(t: number, degrees: number): number {
  if (!(degrees > 0)) throw new RangeError(`Student's t needs more than 0 degrees of freedom, not ${degrees}`);
  return specialFunctions.incompleteBeta(degrees / 2, 0.5, degrees / (degrees + t * t));
}
