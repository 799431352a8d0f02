import * as exactly from "./rational.js";
import { NotDefined } from "./not-defined.js";
import { approximate, EPSILON, isExact, magnitude, real, type Approximation, type Value } from "./value.js";

/** a + b. */
export function add(left: Value, right: Value): Value {
  if (isExact(left) && isExact(right)) return { exact: exactly.add(left.exact, right.exact) };
  const [a, b] = [approximate(left), approximate(right)];
  const sum = { re: a.re + b.re, im: a.im + b.im };
  const sizes = [magnitude(a), magnitude(b)];
  const error = a.error + b.error + EPSILON * Math.max(...sizes);
  const smaller = Math.min(...sizes);
  return { ...sum, error, coarse: a.coarse || b.coarse || (smaller > 0 && smaller < LOST * error) };
}

export function negate(value: Value): Value {
  if (isExact(value)) return { exact: exactly.negate(value.exact) };
  return { ...value, re: -value.re, im: -value.im };
}

/** a · b. */
export function multiply(left: Value, right: Value): Value {
  if (isExact(left) && isExact(right)) return { exact: exactly.multiply(left.exact, right.exact) };
  const [a, b] = [approximate(left), approximate(right)];
  const product = { re: a.re * b.re - a.im * b.im, im: a.re * b.im + a.im * b.re };
  const [sizeA, sizeB] = [magnitude(a), magnitude(b)];
  return { ...product, error: sizeA * b.error + sizeB * a.error + 2 * EPSILON * sizeA * sizeB, coarse: a.coarse || b.coarse };
}

/** a / b. @throws {NotDefined} where b is 0, or cannot be told from it */
export function divide(left: Value, right: Value): Value {
  if (isExact(left) && isExact(right)) {
    if (right.exact.numerator === 0n) throw new NotDefined();
    return { exact: exactly.divide(left.exact, right.exact) };
  }
  const [a, b] = [approximate(left), approximate(right)];
  const size = magnitude(b);
  if (size <= b.error) throw new NotDefined();
  const inverse = { re: b.re / size / size, im: -b.im / size / size, error: b.error / size / size + EPSILON / size, coarse: b.coarse };
  return multiply(a, inverse);
}

/** base^exponent; of a negative number the real root where the exponent's denominator is odd, else the principal value. @throws {NotDefined} for 0 to a power that is not positive */
export function raise(base: Value, exponent: Value): Value {
  if (isExact(exponent)) {
    const { numerator, denominator } = exponent.exact;
    if (isExact(base)) return raiseExactly(base.exact, exponent.exact);
    if (denominator === 1n && numerator <= MOST_STEPS && numerator >= -MOST_STEPS) return raiseBySteps(base, Number(numerator));
    const real = realPower(base, exponent.exact);
    if (real !== undefined) return real;
  }
  return principalPower(approximate(base), approximate(exponent));
}

function raiseExactly(base: exactly.Rational, exponent: exactly.Rational): Value {
  const { numerator, denominator } = exponent;
  if (base.numerator === 0n && numerator <= 0n && !(numerator === 0n && denominator === 1n)) throw new NotDefined();
  if (denominator === 1n) return { exact: exactly.power(base, numerator) };
  if (denominator <= HIGHEST_ROOT) {
    const root = exactly.exactRoot(base, Number(denominator));
    if (root !== undefined) return { exact: exactly.power(root, numerator) };
  }
  const approximation = approximate({ exact: base });
  return realPower(approximation, exponent) ?? principalPower(approximation, approximate({ exact: exponent }));
}

function raiseBySteps(base: Approximation, exponent: number): Value {
  let result: Value = { exact: { numerator: 1n, denominator: 1n } };
  for (let step = 0; step < Math.abs(exponent); step++) result = multiply(result, base);
  return exponent < 0 ? divide({ exact: { numerator: 1n, denominator: 1n } }, result) : result;
}

function realPower(base: Approximation, exponent: exactly.Rational): Approximation | undefined {
  if (base.im !== 0 || base.re >= 0 || exponent.denominator % 2n === 0n) return undefined;
  const size = principalPower({ ...base, re: -base.re }, approximate({ exact: exponent }));
  return exponent.numerator % 2n === 0n ? size : { ...size, re: -size.re };
}

function principalPower(base: Approximation, exponent: Approximation): Approximation {
  const size = magnitude(base);
  if (size <= base.error) {
    if (size === 0 && exponent.re > 0) return real(0, base.error);
    throw new NotDefined();
  }
  const logarithm = { re: Math.log(size), im: Math.atan2(base.im, base.re) };
  const power = { re: exponent.re * logarithm.re - exponent.im * logarithm.im, im: exponent.re * logarithm.im + exponent.im * logarithm.re };
  const result = Math.exp(power.re);
  const relative =
    magnitude(exponent) * (base.error / size + EPSILON * (1 + Math.abs(logarithm.re))) +
    exponent.error * (Math.abs(logarithm.re) + Math.abs(logarithm.im)) +
    4 * EPSILON;
  return {
    re: result * Math.cos(power.im),
    im: power.im === 0 ? 0 : result * Math.sin(power.im),
    error: result * relative,
    coarse: base.coarse || exponent.coarse,
  };
}

/** An addend smaller than this many times the error of its sum is lost. */
const LOST = 1000;
/** Powers up to which multiplication is used. */
const MOST_STEPS = 64n;
const HIGHEST_ROOT = 64n;
