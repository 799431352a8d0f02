import { mapTree } from "../parsing/map-tree.js";
import type { Tree } from "../parsing/tree.js";
import { written } from "../parsing/written.js";
import { letters } from "../values/letters.js";
import type { Context, Rule } from "./context.js";
import { chainValue, definition, type Definition } from "./definition.js";
import { proportional } from "./proportional.js";
import { all, type Outcome } from "./outcome.js";

/**
 * Equations, inequalities and definitions. `x = 3` is as good as 3 where only one of the two names what it is; two names must be the
 * same. Equations and inequalities are the same if one is the other times a constant, positive for inequalities.
 */
export const compareRelations: Rule = (gold, answer, context) => {
  if (gold.type !== "relation" && answer.type !== "relation") return undefined;
  const [left, right] = [definition(gold, context), definition(answer, context)];
  if (gold.type !== "relation") return valueAndRelation(gold, answer, right, context);
  if (answer.type !== "relation") return relationAndValue(gold, left, answer, context);
  if (left === undefined) return related(gold, answer, context);
  if (right === undefined) return isUnsolved(left, answer, context) ? "different" : related(gold, answer, context);
  return definitions(left, right, context) ?? related(gold, answer, context);
};

/** A strict reader wants a solution for a solution: `3x + 2 = 0` is what the problem says, not its answer. */
function isUnsolved({ value }: Definition, answer: Tree, { lenient }: Context): boolean {
  return !lenient && answer.type === "relation" && letters(value).size === 0 && answer.operators.length === 1;
}

function definitions(gold: Definition, answer: Definition, context: Context): Outcome | undefined {
  const [a, b] = [renamed(gold), renamed(answer)];
  return written(a.label) === written(b.label) ? context.compare(a.value, b.value) : undefined;
}

/** `f(z) = z` and `f(x) = x` define the same function: its variable gets a name of its own. */
function renamed({ label, value }: Definition): Definition {
  if (label.type !== "call" || label.parameters.length !== 1 || label.parameters[0].type !== "symbol") return { label, value };
  const variable = label.parameters[0].name;
  const rename = (tree: Tree) =>
    mapTree(tree, (part): Tree => (part.type === "symbol" && part.name === variable ? { type: "symbol", name: "variable" } : part));
  return { label: rename(label), value: rename(value) };
}

function relationAndValue(gold: Tree, defined: Definition | undefined, answer: Tree, context: Context): Outcome {
  if (defined !== undefined) return context.compare(defined.value, answer);
  const value = chainValue(gold, context);
  if (value !== undefined) return context.compare(value, answer);
  return context.lenient ? solved(gold, answer, context) : "different";
}

function valueAndRelation(gold: Tree, answer: Tree, defined: Definition | undefined, context: Context): Outcome {
  if (defined !== undefined) return context.compare(gold, defined.value);
  const value = chainValue(answer, context);
  return value === undefined ? "different" : context.compare(gold, value);
}

/** The answer as the value of the one letter of the gold equation that it does not contain: `y + 1 = 2x` for `2x - 1`. */
function solved(gold: Tree, answer: Tree, context: Context): Outcome {
  const inside = letters(answer);
  const missing = [...letters(gold)].filter((name) => !inside.has(name));
  if (missing.length !== 1 || inside.size === 0) return "different";
  return related(gold, { type: "relation", parts: [{ type: "symbol", name: missing[0] }, answer], operators: ["="] }, context);
}

function related(gold: Tree, answer: Tree, context: Context): Outcome {
  if (gold.type !== "relation" || answer.type !== "relation") return "different";
  if (gold.operators.length !== answer.operators.length) return "different";
  const [a, b] = [ascending(gold), ascending(answer)];
  if (!a.operators.every((operator, place) => operator === b.operators[place])) return "different";
  if (a.operators.length === 1 && SCALABLE.has(a.operators[0])) {
    const sign = a.operators[0] === "=" || a.operators[0] === "!=" ? "any" : "positive";
    return proportional(difference(a.parts), difference(b.parts), sign, context);
  }
  return all(a.parts.map((part, place) => context.compare(part, b.parts[place])));
}

/** With `<` and `<=` instead of `>` and `>=`. */
function ascending(tree: Tree & { readonly type: "relation" }): Tree & { readonly type: "relation" } {
  if (!tree.operators.every((operator) => operator === ">" || operator === ">=")) return tree;
  return {
    type: "relation",
    parts: [...tree.parts].reverse(),
    operators: tree.operators.map((operator) => (operator === ">" ? ("<" as const) : ("<=" as const))).reverse(),
  };
}

function difference([left, right]: readonly Tree[]): Tree {
  return { type: "sum", terms: [left, { type: "negative", of: right }] };
}

const SCALABLE: ReadonlySet<string> = new Set(["=", "!=", "<", "<="]);
