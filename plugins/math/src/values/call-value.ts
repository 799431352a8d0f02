import type { Tree } from "../parsing/tree.js";
import { add, divide, multiply, negate, raise } from "./arithmetic.js";
import { bigOperatorValue } from "./big-operator-value.js";
import { determinant } from "./determinant.js";
import { elementary } from "./elementary-functions.js";
import type { Evaluator } from "./evaluator.js";
import { binomial, factorial } from "./factorial.js";
import { NotDefined } from "./not-defined.js";
import { opaque } from "./opaque.js";
import type { Place } from "./place.js";
import { greatestCommonDivisor, rational, type Rational } from "./rational.js";
import { approximate, isExact, isReal, real, type Value } from "./value.js";

/** The value of a function by its name. One that is not known by name (`f(x)`) has a fixed pseudo-random value for its arguments. @throws {NotDefined} */
export function callValue(name: string, parameters: readonly Tree[], place: Place, valueOf: Evaluator): Value {
  if (name === "determinant") return determinant(parameters[0], place, valueOf);
  if (BIG.has(name)) return bigOperatorValue(name, parameters, place, valueOf);
  const values = parameters.map((parameter) => valueOf(parameter, place));
  const known = Object.hasOwn(KNOWN, name) ? KNOWN[name] : undefined;
  if (known !== undefined) return known(values, place.point);
  const value = elementary(name, approximate(values[0]));
  return value ?? opaque(name, values);
}

const BIG: ReadonlySet<string> = new Set(["sum", "prod", "int"]);
const HALF: Value = { exact: { numerator: 1n, denominator: 2n } };
const ONE: Value = { exact: { numerator: 1n, denominator: 1n } };

const KNOWN: Readonly<Record<string, (values: readonly Value[], point: number) => Value>> = {
  sqrt: ([of]) => (isExact(of) && of.exact.numerator >= 0n ? raise(of, HALF) : squareRoot(of)),
  root: ([of, degree]) => raise(of, divide(ONE, degree)),
  abs: ([of]) => (isExact(of) ? (of.exact.numerator < 0n ? negate(of) : of) : size(of)),
  factorial: ([of]) => factorial(of),
  binomial: ([n, k]) => binomial(n, k),
  floor: ([of]) => rounded(of),
  ceil: ([of]) => negate(rounded(negate(of))),
  mod: ([a, b]) => add(a, negate(multiply(b, rounded(divide(a, b))))),
  gcd: (values) => ({ exact: rational(values.map(whole).reduce(greatestCommonDivisor)) }),
  lcm: (values) => ({ exact: rational(values.map(whole).reduce((a, b) => (a * b) / greatestCommonDivisor(a, b))) }),
  max: (values) => extreme(values, 1),
  min: (values) => extreme(values, -1),
  logarithm: ([of, base]) => divide(ln(of), ln(base)),
  lg: ([of]) => divide(ln(of), real(Math.LN10, 0)),
  /** Mathematicians mean e, others 10: only what holds for both counts. */
  log: ([of], point) => (point % 2 === 0 ? divide(ln(of), real(Math.LN10, 0)) : ln(of)),
};

function squareRoot(of: Value): Value {
  return elementary("sqrt", approximate(of)) ?? of;
}

function size(of: Value): Value {
  return elementary("abs", approximate(of)) ?? of;
}

function ln(of: Value): Value {
  return elementary("ln", approximate(of)) ?? of;
}

function rounded(of: Value): Value {
  if (isExact(of)) {
    const { numerator, denominator } = of.exact;
    const down = numerator / denominator - (numerator < 0n && numerator % denominator !== 0n ? 1n : 0n);
    return { exact: rational(down) };
  }
  const { re, error } = approximate(of);
  if (!isReal(of) || Math.abs(re) > 2 ** 50 || Math.floor(re - 4 * error) !== Math.floor(re + 4 * error)) throw new NotDefined();
  return { exact: rational(BigInt(Math.floor(re))) };
}

function whole(value: Value): bigint {
  if (!isExact(value) || value.exact.denominator !== 1n || value.exact.numerator === 0n) throw new NotDefined();
  return value.exact.numerator < 0n ? -value.exact.numerator : value.exact.numerator;
}

function extreme(values: readonly Value[], sign: 1 | -1): Value {
  const exact: readonly Rational[] = values.flatMap((value) => (isExact(value) ? [value.exact] : []));
  if (exact.length !== values.length) throw new NotDefined();
  const isBeyond = (a: Rational, b: Rational) => BigInt(sign) * (a.numerator * b.denominator - b.numerator * a.denominator) > 0n;
  return { exact: exact.reduce((best, next) => (isBeyond(next, best) ? next : best)) };
}
