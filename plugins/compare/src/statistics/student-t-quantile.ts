import { specialFunctions } from "./special-functions.js";

/**
 * The value that Student's t exceeds in absolute value with probability `level`: t_{1 - level/2, ν}, for any real ν > 0.
 *
 *     x = I⁻¹_level(ν/2, 1/2),  t = √(ν (1 - x) / x)
 *
 * Throws a RangeError unless 0 < level < 1 and degrees > 0.
 */
export function studentTQuantile(level: number, degrees: number): number {
  if (!(level > 0 && level < 1)) throw new RangeError(`a level lies between 0 and 1, not at ${level}`);
  if (!(degrees > 0)) throw new RangeError(`Student's t needs more than 0 degrees of freedom, not ${degrees}`);
  const x = specialFunctions.incompleteBetaInverse(degrees / 2, 0.5, level);
  return Math.sqrt((degrees * (1 - x)) / x);
}
