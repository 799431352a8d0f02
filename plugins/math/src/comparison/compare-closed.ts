import type { Tree } from "../parsing/tree.js";
import { evaluate } from "../values/evaluate.js";
import { contains } from "../values/letters.js";
import { closeness } from "./closeness.js";
import type { Context } from "./context.js";
import { all, type Outcome } from "./outcome.js";
import { roundsTo } from "./rounds-to.js";
import { sameDecimals } from "./same-decimals.js";

/** Two expressions without letters, by their value: with decimals to six places; a lenient reader takes a rounded value for the exact one. */
export function compareClosed(gold: Tree, answer: Tree, context: Context): Outcome {
  return all(points(gold, answer).map((point) => compareAt(point, gold, answer, context)));
}

/** What `log` means depends on the point. */
function points(gold: Tree, answer: Tree): readonly number[] {
  return contains(gold, isLogarithm) || contains(answer, isLogarithm) ? [0, 1] : [0];
}

function compareAt(point: number, gold: Tree, answer: Tree, { lenient, work }: Context): Outcome {
  const place = { point, bound: new Map<string, never>(), work };
  const [a, b] = [evaluate(gold, place), evaluate(answer, place)];
  if (a === undefined) return "unknown";
  if (b === undefined) return "different";
  const outcome = closeness(a, b);
  if (outcome === "equal" || (hasDecimals(gold, answer) && sameDecimals(a, b))) return "equal";
  return lenient && (roundsTo(gold, answer, b) || roundsTo(answer, gold, a)) ? "equal" : outcome;
}

function hasDecimals(gold: Tree, answer: Tree): boolean {
  return contains(gold, isDecimal) || contains(answer, isDecimal);
}

const isDecimal = (tree: Tree) => tree.type === "number" && tree.decimals > 0;
const isLogarithm = (tree: Tree) => tree.type === "call" && tree.name === "log";
