import { BudgetExceeded } from "./budget-exceeded.js";
import { NotDefined } from "./not-defined.js";
import { divide, multiply, rational, type Rational } from "./rational.js";
import { approximate, isExact, isReal, real, type Value } from "./value.js";

/** n!, exactly for whole n up to 3,000, else by the gamma function. @throws {BudgetExceeded} above @throws {NotDefined} where there is none */
export function factorial(value: Value): Value {
  const n = isExact(value) ? value.exact : undefined;
  if (n?.denominator === 1n) {
    if (n.numerator < 0n) throw new NotDefined();
    return { exact: rational(productUpTo(1n, n.numerator)) };
  }
  const approximation = approximate(value);
  if (!isReal(approximation)) throw new NotDefined();
  const result = gamma(approximation.re + 1);
  if (!Number.isFinite(result)) throw new NotDefined();
  return real(result, Math.abs(result) * (1e-13 + 4 * approximation.error), approximation.coarse);
}

/** How many ways there are to choose k of n. @throws {BudgetExceeded} where that takes more than 3,000 factors */
export function binomial(n: Value, k: Value): Value {
  if (isExact(n) && isExact(k) && isChosenExactly(n.exact, k.exact)) return { exact: choose(n.exact, k.exact.numerator) };
  const [above, below] = [approximate(n), approximate(k)];
  if (!isReal(above) || !isReal(below)) throw new NotDefined();
  const result = gamma(above.re + 1) / (gamma(below.re + 1) * gamma(above.re - below.re + 1));
  if (!Number.isFinite(result)) throw new NotDefined();
  return real(result, Math.abs(result) * 1e-12, above.coarse || below.coarse);
}

/** Of a fraction only few factors are multiplied exactly: their denominators grow. */
function isChosenExactly(n: Rational, k: Rational): boolean {
  return k.denominator === 1n && k.numerator >= 0n && (n.denominator === 1n || k.numerator <= MOST_OF_FRACTION);
}

/** n (n-1) … (n-k+1) / k!, for whole n also by the smaller of k and n-k. */
function choose(n: Rational, k: bigint): Rational {
  const whole = n.denominator === 1n && n.numerator >= k;
  const steps = whole && n.numerator - k < k ? n.numerator - k : k;
  if (steps > LARGEST) throw new BudgetExceeded("a binomial that is too large");
  let result = rational(1n);
  for (let step = 0n; step < steps; step++) {
    result = divide(multiply(result, rational(n.numerator - step * n.denominator, n.denominator)), rational(step + 1n));
  }
  return result;
}

/** By halves, which is much faster than one factor after the other. */
function productUpTo(from: bigint, to: bigint): bigint {
  if (to > LARGEST) throw new BudgetExceeded("a factorial that is too large");
  if (from > to) return 1n;
  if (to - from < 8n) {
    let product = from;
    for (let factor = from + 1n; factor <= to; factor++) product *= factor;
    return product;
  }
  const middle = (from + to) / 2n;
  return productUpTo(from, middle) * productUpTo(middle + 1n, to);
}

/** Lanczos, Journal of the SIAM Numerical Analysis B 1 (1964), with g = 7 and nine terms. */
function gamma(x: number): number {
  if (x < 0.5) return Math.PI / (Math.sin(Math.PI * x) * gamma(1 - x));
  const z = x - 1;
  let sum = LANCZOS[0];
  for (let term = 1; term < LANCZOS.length; term++) sum += LANCZOS[term] / (z + term);
  const t = z + LANCZOS.length - 1.5;
  return Math.sqrt(2 * Math.PI) * t ** (z + 0.5) * Math.exp(-t) * sum;
}

const LARGEST = 3000n;
const MOST_OF_FRACTION = 60n;
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905, -0.13857109526572012,
  9.9843695780195716e-6, 1.5056327351493116e-7,
];
