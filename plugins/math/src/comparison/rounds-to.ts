import type { Tree } from "../parsing/tree.js";
import { contains } from "../values/letters.js";
import { decimal, toNumber, type Rational } from "../values/rational.js";
import { approximate, isReal, type Value } from "../values/value.js";

/** Whether `rounded` is a decimal of at least two places and two significant digits that another value, which was written without decimals, rounds to. */
export function roundsTo(rounded: Tree, other: Tree, value: Value): boolean {
  const found = literal(rounded);
  if (found === undefined || found.decimals < 2 || contains(other, (part) => part.type === "number" && part.decimals > 0)) return false;
  const written = toNumber(found.value);
  if (Math.abs(written) * 10 ** found.decimals < TWO_DIGITS) return false;
  const approximation = approximate(value);
  return isReal(approximation) && Math.abs(approximation.re - written) <= 0.5 * 10 ** -found.decimals * (1 + 1e-9);
}

interface Literal {
  readonly value: Rational;
  readonly decimals: number;
}

function literal(tree: Tree): Literal | undefined {
  if (tree.type === "number") return tree.decimals > 0 ? tree : undefined;
  if (tree.type === "negative") {
    const of = literal(tree.of);
    return of === undefined ? undefined : { value: { ...of.value, numerator: -of.value.numerator }, decimals: of.decimals };
  }
  if (tree.type !== "quantity" || tree.unit !== "%") return undefined;
  const of = literal(tree.value);
  const hundredth = decimal("0.01");
  return of === undefined
    ? undefined
    : { value: { numerator: of.value.numerator * hundredth.numerator, denominator: of.value.denominator * hundredth.denominator }, decimals: of.decimals + 2 };
}

const TWO_DIGITS = 10;
