import { bisect } from "./bisect.js";
import { power } from "./power.js";

/** The usual four in five. */
export const POWER = 0.8;

/** δ(ν): the difference, in standard errors, that a two-sided t test at this level finds in four cases of five. */
export function detectableNoncentrality(degrees: number, level: number): number {
  const missed = (noncentrality: number): boolean => power(noncentrality, degrees, level) < POWER;
  let high = 4;
  while (missed(high)) high *= 2;
  return bisect(missed, 0, high);
}
