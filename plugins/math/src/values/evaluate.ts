import type { Tree } from "../parsing/tree.js";
import { BudgetExceeded } from "./budget-exceeded.js";
import { add, divide, multiply, negate, raise } from "./arithmetic.js";
import { callValue } from "./call-value.js";
import { NotDefined } from "./not-defined.js";
import type { Place } from "./place.js";
import { coordinate } from "./point.js";
import { bits } from "./rational.js";
import { real, type Value } from "./value.js";

/** The value of an expression at a point; undefined where it has none. @throws {BudgetExceeded} */
export function evaluate(tree: Tree, place: Place): Value | undefined {
  try {
    const value = valueOf(tree, place);
    return "exact" in value || (Number.isFinite(value.re) && Number.isFinite(value.im)) ? value : undefined;
  } catch (error) {
    if (error instanceof NotDefined || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** @throws {NotDefined} where it has none @throws {BudgetExceeded} */
function valueOf(tree: Tree, place: Place): Value {
  const value = unmeasured(tree, place);
  place.work.left -= "exact" in value ? 1 + Math.floor(bits(value.exact) / BITS) : 1;
  if (place.work.left < 0) throw new BudgetExceeded("too much work for one answer");
  return value;
}

function unmeasured(tree: Tree, place: Place): Value {
  switch (tree.type) {
    case "number":
      return { exact: tree.value };
    case "symbol":
      return symbolValue(tree.name, place);
    case "negative":
      return negate(valueOf(tree.of, place));
    case "quantity":
      return quantityValue(tree.unit, valueOf(tree.value, place));
    case "call":
      return callValue(tree.name, tree.parameters, place, valueOf);
    default:
      return combined(tree, place);
  }
}

function combined(tree: Tree, place: Place): Value {
  switch (tree.type) {
    case "sum":
      return tree.terms.map((term) => valueOf(term, place)).reduce(add);
    case "product":
      return tree.factors.map((factor) => valueOf(factor, place)).reduce(multiply);
    case "quotient":
      return divide(valueOf(tree.above, place), valueOf(tree.below, place));
    case "power":
      return raise(valueOf(tree.base, place), valueOf(tree.exponent, place));
    case "ratio":
      return tree.terms.map((term) => valueOf(term, place)).reduce(divide);
    default:
      throw new NotDefined();
  }
}

function symbolValue(name: string, { point, bound }: Place): Value {
  const value = bound.get(name);
  if (value !== undefined) return { exact: value };
  switch (name) {
    case "pi":
      return real(Math.PI, 0);
    case "e":
      return real(Math.E, 0);
    case "i":
      return { re: 0, im: 1, error: 0, coarse: false };
    case "infinity":
      throw new NotDefined();
    default:
      return { exact: coordinate(name, point) };
  }
}

function quantityValue(unit: string, value: Value): Value {
  if (unit === "%") return divide(value, { exact: { numerator: 100n, denominator: 1n } });
  if (unit === "degree") return multiply(value, real(Math.PI / 180, 0));
  throw new NotDefined();
}

/** Bits of an exact number that cost as much as a step. */
const BITS = 10;
