import { BudgetExceeded } from "./budget-exceeded.js";

/** An exact fraction in lowest terms; the denominator is positive. */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** The fraction above/below, reduced. @throws {RangeError} for a denominator of 0 @throws {BudgetExceeded} beyond 40,000 bits */
export function rational(above: bigint, below = 1n): Rational {
  if (below === 0n) throw new RangeError("division by zero");
  if (below === 1n) return { numerator: above, denominator: 1n };
  const common = greatestCommonDivisor(above < 0n ? -above : above, below < 0n ? -below : below);
  const divisor = below < 0n ? -common : common;
  return { numerator: above / divisor, denominator: below / divisor };
}

/** The number that decimal digits with at most one point write; digits after a `(` repeat without end. */
export function decimal(digits: string): Rational {
  const [start, repeated] = digits.split("(");
  const [whole, fraction = ""] = start.split(".");
  if (repeated !== undefined) {
    const difference = BigInt(whole + fraction + repeated) - BigInt(whole + fraction);
    return rational(difference, 10n ** BigInt(fraction.length) * (10n ** BigInt(repeated.length) - 1n));
  }
  return rational(BigInt(whole + fraction), 10n ** BigInt(fraction.length));
}

export function add(a: Rational, b: Rational): Rational {
  return checked(rational(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator));
}

export function multiply(a: Rational, b: Rational): Rational {
  return checked(rational(a.numerator * b.numerator, a.denominator * b.denominator));
}

/** @throws {RangeError} where b is 0 */
export function divide(a: Rational, b: Rational): Rational {
  return checked(rational(a.numerator * b.denominator, a.denominator * b.numerator));
}

export function negate(a: Rational): Rational {
  return { numerator: -a.numerator, denominator: a.denominator };
}

/** a^n for a whole n. @throws {BudgetExceeded} before the work, where the result would be too long @throws {RangeError} for 0 to a negative power */
export function power(a: Rational, n: bigint): Rational {
  const size = n < 0n ? -n : n;
  if (BigInt(bits(a)) * size > BigInt(MOST_BITS) && !isUnit(a)) throw new BudgetExceeded("a power that is too large");
  if (isUnit(a)) return a.numerator < 0n && size % 2n === 1n ? a : { numerator: a.numerator === 0n && n !== 0n ? 0n : 1n, denominator: 1n };
  const raised = { numerator: a.numerator ** size, denominator: a.denominator ** size };
  return n < 0n ? rational(raised.denominator, raised.numerator) : raised;
}

/** 0, 1 or -1, whose powers are never long. */
function isUnit(a: Rational): boolean {
  return a.denominator === 1n && (a.numerator === 1n || a.numerator === -1n);
}

export function equal(a: Rational, b: Rational): boolean {
  return a.numerator === b.numerator && a.denominator === b.denominator;
}

/** The nearest double, also where numerator and denominator exceed what a double holds. */
export function toNumber({ numerator, denominator }: Rational): number {
  const [above, below] = [Number(numerator), Number(denominator)];
  if (Number.isFinite(above) && Number.isFinite(below)) return above / below;
  const shift = BigInt(Math.max(0, Math.min(length(numerator), length(denominator)) - 64));
  return Number(numerator >> shift) / Number(denominator >> shift);
}

/** The whole root of degree n of a fraction, where it is a fraction again; undefined else. */
export function exactRoot(a: Rational, n: number): Rational | undefined {
  if (a.numerator < 0n) {
    if (n % 2 === 0) return undefined;
    const root = exactRoot(negate(a), n);
    return root === undefined ? undefined : negate(root);
  }
  const above = wholeRoot(a.numerator, n);
  const below = above === undefined ? undefined : wholeRoot(a.denominator, n);
  return above === undefined || below === undefined ? undefined : { numerator: above, denominator: below };
}

function wholeRoot(value: bigint, n: number): bigint | undefined {
  if (value < 2n) return value;
  if (length(value) > LONGEST_ROOT) return undefined;
  const degree = BigInt(n);
  let root = 1n << BigInt(Math.ceil(length(value) / n));
  for (;;) {
    const next = ((degree - 1n) * root + value / root ** (degree - 1n)) / degree;
    if (next >= root) break;
    root = next;
  }
  return root ** degree === value ? root : undefined;
}

/** Of two numbers that are not negative. @throws {BudgetExceeded} for two long ones with little in common */
export function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [larger, smaller] = [a, b];
  for (let step = 0; smaller !== 0n; step++) {
    if (step > MOST_STEPS && smaller > LONG) throw new BudgetExceeded("a fraction that is too long");
    [larger, smaller] = [smaller, larger % smaller];
  }
  return larger;
}

function checked(a: Rational): Rational {
  if (bits(a) > MOST_BITS) throw new BudgetExceeded("a number that is too long");
  return a;
}

/** The bits of the longer part. */
export function bits({ numerator, denominator }: Rational): number {
  return Math.max(length(numerator), length(denominator));
}

function length(value: bigint): number {
  if (value < SMALL && value > -SMALL) return Math.ceil(Math.log2(Math.abs(Number(value)) + 1));
  return value.toString(16).length * 4;
}

/** Steps after which numbers beyond 2,000 bits are no longer reduced: all of them would take a tenth of a second. */
const MOST_STEPS = 300;
const LONG = 1n << 2000n;
const SMALL = 1n << 52n;
const MOST_BITS = 40_000;
/** Bits of a number whose root is looked for exactly. */
const LONGEST_ROOT = 4000;
