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
  if (typeof expected === "number") {
    const error = typeof computed === "number" ? Math.abs(computed - expected) / (1e-6 + 1e-4 * Math.abs(expected)) : Infinity;
    return { error: Number.isNaN(error) ? Infinity : error, place, computed, expected };
  }
  if (typeof computed !== "object" || computed === null || Array.isArray(computed) !== Array.isArray(expected)) return { error: Infinity, place };
  if (Array.isArray(expected) && (computed as readonly unknown[]).length !== expected.length) return { error: Infinity, place };
  let largest: LargestError = { error: 0, place };
  for (const [key, value] of Object.entries(expected) as [string, number | Numbers][]) {
    const inner = Array.isArray(expected) ? `${place}[${key}]` : place === "" ? key : `${place}.${key}`;
    const part = largestError((computed as Readonly<Record<string, unknown>>)[key], value, inner);
    if (part.error > largest.error) largest = part;
  }
  return largest;
}
