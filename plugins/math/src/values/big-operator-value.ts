import type { Tree } from "../parsing/tree.js";
import { add, multiply } from "./arithmetic.js";
import { BudgetExceeded } from "./budget-exceeded.js";
import type { Evaluator } from "./evaluator.js";
import { opaque } from "./opaque.js";
import type { Place } from "./place.js";
import type { Rational } from "./rational.js";
import { isExact, type Value } from "./value.js";

/**
 * A sum or product over a range of at most 1,000 whole numbers, term by term. Where a bound is no number, and for integrals, a fixed
 * pseudo-random value for bounds and body, so that only the same operation over the same body is equal. @throws {BudgetExceeded} for a longer range
 */
export function bigOperatorValue(name: string, parameters: readonly Tree[], place: Place, valueOf: Evaluator): Value {
  const [body, lower, upper] = parameters;
  const range = name === "int" || upper === undefined ? undefined : wholeRange(lower, upper, place, valueOf);
  if (range === undefined)
    return opaque(
      name,
      parameters.flatMap((parameter) => parts(parameter)).map((part) => valueOf(part, place)),
    );
  if (range.to - range.from >= LONGEST) throw new BudgetExceeded(`more than ${LONGEST} terms`);
  const combine = name === "sum" ? add : multiply;
  let total: Value = { exact: { numerator: name === "sum" ? 0n : 1n, denominator: 1n } };
  for (let index = range.from; index <= range.to; index++) {
    const bound = new Map(place.bound).set(range.variable, { numerator: index, denominator: 1n });
    total = combine(total, valueOf(body, { ...place, bound }));
  }
  return total;
}

function wholeRange(
  lower: Tree,
  upper: Tree,
  place: Place,
  valueOf: Evaluator,
): { readonly variable: string; readonly from: bigint; readonly to: bigint } | undefined {
  if (lower.type !== "relation" || lower.parts.length !== 2 || lower.parts[0].type !== "symbol") return undefined;
  if (hasLetters(lower.parts[1]) || hasLetters(upper)) return undefined;
  const [from, to] = [valueOf(lower.parts[1], place), valueOf(upper, place)];
  if (!isWhole(from) || !isWhole(to)) return undefined;
  return { variable: lower.parts[0].name, from: from.exact.numerator, to: to.exact.numerator };
}

function isWhole(value: Value): value is { readonly exact: Rational } {
  return isExact(value) && value.exact.denominator === 1n;
}

/** Only numbers and the operations between them have no letters. */
function hasLetters(tree: Tree): boolean {
  switch (tree.type) {
    case "number":
      return false;
    case "negative":
      return hasLetters(tree.of);
    case "sum":
      return tree.terms.some(hasLetters);
    case "product":
      return tree.factors.some(hasLetters);
    case "power":
      return hasLetters(tree.base) || hasLetters(tree.exponent);
    default:
      return true;
  }
}

function parts(tree: Tree): readonly Tree[] {
  return tree.type === "relation" ? tree.parts : [tree];
}

const LONGEST = 1000n;
