import type { Spread } from "./spread.js";
import { studentTPValue } from "./student-t-p-value.js";

/**
 * The p-value of "the true difference is ±Δ or more" (two one-sided tests; Schuirmann 1987), the largest over the spreads that count for the target:
 *
 *     p = P(T_ν >= (Δ - |d|) / SE)
 *
 * It is under 0.05 where the 90 % interval lies inside ±Δ. Throws a RangeError where there is no spread.
 * @param margin Δ > 0, stated before the scores were seen
 */
export function equivalencePValue(difference: number, margin: number, spreads: readonly Spread[]): number {
  if (spreads.length === 0) throw new RangeError("without a spread there is no p-value");
  const room = margin - Math.abs(difference);
  return Math.max(
    ...spreads.map(({ standardError, degrees }) => {
      const tail = studentTPValue(room / standardError, degrees) / 2;
      return room >= 0 ? tail : 1 - tail;
    }),
  );
}
