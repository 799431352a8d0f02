/** An exact fraction in lowest terms, the denominator positive. The tests' own: the verifier is judged by it. */
export interface Fraction {
  readonly above: bigint;
  readonly below: bigint;
}

export function fraction(above: bigint | number, below: bigint | number = 1n): Fraction {
  const [a, b] = [BigInt(above), BigInt(below)];
  const divisor = commonDivisor(a, b) * (b < 0n ? -1n : 1n);
  return { above: a / divisor, below: b / divisor };
}

export function plus(a: Fraction, b: Fraction): Fraction {
  return fraction(a.above * b.below + b.above * a.below, a.below * b.below);
}

export function minus(a: Fraction, b: Fraction): Fraction {
  return plus(a, fraction(-b.above, b.below));
}

export function times(a: Fraction, b: Fraction): Fraction {
  return fraction(a.above * b.above, a.below * b.below);
}

/** b is not 0. */
export function over(a: Fraction, b: Fraction): Fraction {
  return fraction(a.above * b.below, a.below * b.above);
}

export function same(a: Fraction, b: Fraction): boolean {
  return a.above === b.above && a.below === b.below;
}

export function toNumber({ above, below }: Fraction): number {
  return Number(above) / Number(below);
}

function commonDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? (a < 0n ? -a : a) : commonDivisor(b, a % b);
}
