import type { Nested, Numbers } from "./golden-case.js";

/** The largest |computed - expected| / (1e-6 + 1e-4·|expected|) over all numbers of `expected`. Infinite where something is missing or has another shape. */
export function maxError(computed: unknown, expected: Numbers | Nested | number | Readonly<Record<string, number>>): number {
  if (typeof expected === "number") {
    const error = Math.abs(Number(computed) - expected) / (1e-6 + 1e-4 * Math.abs(expected));
    return typeof computed === "number" && !Number.isNaN(error) ? error : Infinity;
  }
  if (typeof computed !== "object" || computed === null) return Infinity;
  if (Array.isArray(expected) && (computed as ArrayLike<unknown>).length !== expected.length) return Infinity;
  const errors = Object.entries(expected).map(([key, value]) => maxError((computed as Record<string, unknown>)[key], value as Numbers));
  return Math.max(0, ...errors);
}
