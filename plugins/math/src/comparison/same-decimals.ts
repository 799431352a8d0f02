import type { Rational } from "../values/rational.js";
import { approximate, isExact, isReal, type Value } from "../values/value.js";

/** Whether two real numbers are the same when rounded to six places and within 1e-4 of each other, relatively. */
export function sameDecimals(left: Value, right: Value): boolean {
  const [a, b] = [approximate(left), approximate(right)];
  if (!isReal(a) || !isReal(b)) return false;
  const size = Math.max(Math.abs(a.re), Math.abs(b.re));
  if (Math.abs(a.re - b.re) > size * NEAR) return false;
  return sixPlaces(left) === sixPlaces(right);
}

/** The number times a million, rounded half away from zero. */
function sixPlaces(value: Value): bigint | number {
  if (!isExact(value)) return asWhole(approximate(value).re * 1e6);
  const { numerator, denominator }: Rational = value.exact;
  const twice = 2n * numerator * 1_000_000n;
  return (twice + (numerator < 0n ? -denominator : denominator)) / (2n * denominator);
}

function asWhole(scaled: number): bigint | number {
  return Number.isSafeInteger(Math.round(scaled)) ? BigInt(Math.sign(scaled) * Math.round(Math.abs(scaled))) : scaled;
}

const NEAR = 1e-4;
