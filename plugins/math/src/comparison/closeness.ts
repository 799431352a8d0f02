import { equal } from "../values/rational.js";
import { approximate, isExact, magnitude, type Approximation, type Value } from "../values/value.js";
import type { Outcome } from "./outcome.js";

/**
 * Whether two values are one number. Exact values are or are not; doubles are if they agree within what rounding explains, and are not
 * if they are further apart than that by far. Where rounding may have swallowed an addend, agreement shows nothing.
 */
export function closeness(left: Value, right: Value): Outcome {
  if (isExact(left) && isExact(right)) return equal(left.exact, right.exact) ? "equal" : "different";
  const [a, b] = [approximate(left), approximate(right)];
  const distance = Math.hypot(a.re - b.re, a.im - b.im);
  const size = Math.max(magnitude(a), magnitude(b));
  const error = 8 * (a.error + b.error);
  if (!Number.isFinite(distance + error) || isTooSmall(size)) return "unknown";
  if (distance > Math.max(error, size * APART)) return "different";
  const agree = distance <= Math.max(error, size * TOGETHER);
  return agree && isSharp(error, size) && isComplete(a, b) ? "equal" : "unknown";
}

/** Whether no addend was lost. */
function isComplete(a: Approximation, b: Approximation): boolean {
  return !a.coarse && !b.coarse;
}

function isTooSmall(size: number): boolean {
  return size > 0 && size < SMALLEST;
}

/** Whether an error is small beside the numbers, or beside 1e-6 where they may be the rounding of 0. */
function isSharp(error: number, size: number): boolean {
  return error <= SHARP * (size === 0 ? 0 : Math.max(size, LEAST));
}

/** Relative distances. */
const APART = 1e-10;
const TOGETHER = 1e-12;
const SHARP = 1e-7;
const LEAST = 1e-6;
const SMALLEST = 1e-290;
