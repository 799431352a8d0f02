/** An exact fraction; the denominator is not 0. */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/**
 * Reads a number exactly: `-7`, `1,234`, `1{,}234`, `1\,234`, `0.25`, `.5`, `3/4`, `\frac{3}{4}`, `\frac34`, with signs in front of any part.
 * Undefined for everything else: sums, units, lists, a denominator of 0.
 */
export function parseRational(text: string): Rational | undefined {
  const latex = FRACTION.exec(text);
  if (latex !== null) return quotient(latex[1], withoutBraces(latex[2]), withoutBraces(latex[3]));
  const slash = text.split("/");
  return slash.length === 2 ? quotient("", slash[0], slash[1]) : parseDecimal(text);
}

/** a/b = c/d exactly when a·d = c·b. */
export function equalRationals(a: Rational, b: Rational): boolean {
  return a.numerator * b.denominator === b.numerator * a.denominator;
}

function quotient(sign: string, above: string, below: string): Rational | undefined {
  const [a, b] = [parseDecimal(above), parseDecimal(below)];
  if (a === undefined || b === undefined || b.numerator === 0n) return undefined;
  return { numerator: (sign === "-" ? -1n : 1n) * a.numerator * b.denominator, denominator: a.denominator * b.numerator };
}

function withoutBraces(argument: string): string {
  return argument.replace(/[{}]/g, "");
}

function parseDecimal(text: string): Rational | undefined {
  const match = DECIMAL.exec(text.trim());
  if (match === null) return undefined;
  const [, sign, whole, fraction = ""] = match;
  const digits = BigInt(whole.replace(/\D/g, "") + fraction);
  return { numerator: sign === "-" ? -digits : digits, denominator: 10n ** BigInt(fraction.length) };
}

/** Groups of three digits may be separated, but only all of them and only properly: `12,34` is no number. */
const DECIMAL = /^([+-]?)\s*(?=\.?\d)(\d*|[1-9]\d{0,2}(?:(?:,\\!|,|\{,\}|\\,)\d{3})+)(?:\.(\d*))?$/;
const FRACTION = /^([+-]?)\s*\\frac\s*(\{[^{}]*\}|\d)\s*(\{[^{}]*\}|\d)$/;
