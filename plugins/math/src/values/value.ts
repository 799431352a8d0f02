import { toNumber, type Rational } from "./rational.js";

/** A complex number in doubles. `error` bounds its distance from the true value; `coarse` says that an addend was lost in rounding. */
export interface Approximation {
  readonly re: number;
  readonly im: number;
  readonly error: number;
  readonly coarse: boolean;
}

/** What an expression is worth at a point: exactly, as long as only whole numbers, the four operations and exact roots are in it. */
export type Value = { readonly exact: Rational } | Approximation;

export function isExact(value: Value): value is { readonly exact: Rational } {
  return "exact" in value;
}

export function approximate(value: Value): Approximation {
  if (!isExact(value)) return value;
  const re = toNumber(value.exact);
  return { re, im: 0, error: Math.abs(re) * EPSILON, coarse: false };
}

export function real(re: number, error: number, coarse = false): Approximation {
  return { re, im: 0, error: error + Math.abs(re) * EPSILON, coarse };
}

export function magnitude({ re, im }: Approximation): number {
  return im === 0 ? Math.abs(re) : Math.hypot(re, im);
}

/** Whether the imaginary part is nothing but rounding. */
export function isReal(value: Approximation): boolean {
  return Math.abs(value.im) <= Math.max(4 * value.error, magnitude(value) * 1e-12);
}

/** Twice the relative rounding error of a double. */
export const EPSILON = 2 ** -52;
