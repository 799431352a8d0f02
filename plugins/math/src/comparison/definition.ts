import { partsOf } from "../parsing/map-tree.js";
import type { Tree } from "../parsing/tree.js";
import type { Context } from "./context.js";

/** A name and what it is said to be: `x = 3`, `f(x) = 2x`, `(p, q) = (3, 2)`, `x \in S`, `Anna: 3`. */
export interface Definition {
  readonly label: Tree;
  readonly value: Tree;
}

/**
 * What a relation defines; undefined for an equation and for anything else. Of a chain (`x = 1 + 1 = 2`) all values must be the same; a
 * lenient reader takes the last, and words for a name.
 */
export function definition(tree: Tree, context: Context): Definition | undefined {
  if (tree.type !== "relation" || !tree.operators.every((operator) => DEFINING.has(operator))) return undefined;
  return isLabel(tree.parts[0]) ? named(tree, context) : reversed(tree);
}

type Related = Tree & { readonly type: "relation" };

function named(tree: Related, context: Context): Definition | undefined {
  const [label] = tree.parts;
  if (!context.lenient && label.type === "text") return undefined;
  const values = exactParts(tree);
  const last = values[values.length - 1];
  const isChain = !context.lenient && values.length > 1;
  return isChain && !values.every((value) => same(value, last, context)) ? undefined : { label, value: last };
}

/** `3 = x` */
function reversed({ parts, operators }: Related): Definition | undefined {
  return operators.length === 1 && operators[0] === "=" && isLabel(parts[1]) ? { label: parts[1], value: parts[0] } : undefined;
}

/** The value of a chain of equal expressions (`2 + 2 = 4`), or of one with a rounded value (`1/3 \approx 0.33`). Undefined where they are not equal. */
export function chainValue(tree: Tree, context: Context): Tree | undefined {
  if (tree.type !== "relation" || !tree.operators.every((operator) => operator === "=" || operator === "approximately")) return undefined;
  const end = tree.operators.indexOf("approximately");
  const parts = end < 0 ? tree.parts : tree.parts.slice(0, end + 1);
  return parts.slice(1).every((part) => same(parts[0], part, context)) ? parts[parts.length - 1] : undefined;
}

/** In either order: a strict reader does not take `1 + 1` for 2, but 2 for `1 + 1`. */
function same(left: Tree, right: Tree, context: Context): boolean {
  return context.compare(left, right) === "equal" || context.compare(right, left) === "equal";
}

/** What stands after the label and before a rounded value. */
function exactParts({ parts, operators }: Related): readonly Tree[] {
  const end = operators.indexOf("approximately", 1);
  return end < 0 ? parts.slice(1) : parts.slice(1, end + 1);
}

/** Whether a tree names something: a letter, a function of letters, words, `|AB|`, `A:B`, or several names. */
export function isLabel(tree: Tree): boolean {
  if (tree.type === "symbol") return !CONSTANTS.has(tree.name);
  if (tree.type === "call") return tree.name.startsWith("function ") || (tree.name === "abs" && tree.parameters.every(isLabel));
  if (tree.type === "product") return tree.factors.every((factor) => factor.type === "symbol" && /^[A-Z]/.test(factor.name));
  return tree.type === "text" || (NAMING.has(tree.type) && partsOf(tree).every(isLabel));
}

/** What names several things by naming each. */
const NAMING: ReadonlySet<string> = new Set(["tuple", "ratio", "quotient"]);
const DEFINING: ReadonlySet<string> = new Set(["=", "approximately", "in"]);
const CONSTANTS: ReadonlySet<string> = new Set(["pi", "e", "i", "infinity"]);
