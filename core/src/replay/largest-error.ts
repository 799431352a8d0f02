import type { NumberArray, Numbers } from "./recorded-case.js";

/** Where computed and expected numbers are furthest apart. */
export interface LargestError {
  /** |computed - expected| / (1e-6 + 1e-4·|expected|): 1 is the most that agrees. Infinite where a number is missing, not finite, or of another shape. */
  readonly error: number;
  /** "gradient[3][2]". */
  readonly place: string;
  readonly computed?: unknown;
  readonly expected?: number;
}

/** The largest error over all numbers of `expected`; what `computed` has beside them does not count. */
export function largestError(computed: unknown, expected: Numbers | NumberArray | number, place = ""): LargestError {
  if (typeof expected === "number") return { error: errorOf(computed, expected), place, computed, expected };
  if (!isAlike(computed, expected)) return { error: Infinity, place };
  let largest: LargestError = { error: 0, place };
  for (const [key, value] of Object.entries(expected) as [string, number | Numbers][]) {
    const part = largestError(computed[key], value, placeOf(place, key, Array.isArray(expected)));
    if (part.error > largest.error) largest = part;
  }
  return largest;
}

function errorOf(computed: unknown, expected: number): number {
  const error = typeof computed === "number" ? Math.abs(computed - expected) / (1e-6 + 1e-4 * Math.abs(expected)) : NaN;
  return Number.isNaN(error) ? Infinity : error;
}

/** True for an object where one is expected, and for an array of the expected length. */
function isAlike(computed: unknown, expected: Numbers | NumberArray): computed is Readonly<Record<string, unknown>> {
  if (typeof computed !== "object" || computed === null) return false;
  return Array.isArray(expected) ? Array.isArray(computed) && computed.length === expected.length : !Array.isArray(computed);
}

function placeOf(place: string, key: string, isEntry: boolean): string {
  if (isEntry) return `${place}[${key}]`;
  return place === "" ? key : `${place}.${key}`;
}
