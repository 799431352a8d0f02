import type { Tree } from "../parsing/tree.js";
import { contains } from "../values/letters.js";
import type { Context, Rule } from "./context.js";
import { matrixOf, type Rows } from "./matrix-of.js";
import { all, type Outcome } from "./outcome.js";

/** Matrices entry by entry, after the sums and products between them. A lenient reader takes a tuple for a single row or column. */
export const compareMatrices: Rule = (gold, answer, context) => {
  if (!contains(gold, isMatrix) && !contains(answer, isMatrix)) return undefined;
  const [left, right] = [rows(gold, context.lenient), rows(answer, context.lenient)];
  if (left === undefined || right === undefined) return isDeterminant(gold) || isDeterminant(answer) ? undefined : "different";
  const isLine = context.lenient && (gold.type === "tuple" || answer.type === "tuple");
  return isLine ? entries(line(left), line(right), context) : entries(left, right, context);
};

function entries(gold: Rows, answer: Rows, context: Context): Outcome {
  if (gold.length !== answer.length || gold.some((row, place) => row.length !== answer[place].length)) return "different";
  return all(gold.flatMap((row, down) => row.map((entry, across) => context.compare(entry, answer[down][across]))));
}

function rows(tree: Tree, lenient: boolean): Rows | undefined {
  return lenient && tree.type === "tuple" ? [tree.items] : matrixOf(tree);
}

function line(matrix: Rows): Rows {
  return matrix.every((row) => row.length === 1) ? [matrix.flat()] : matrix;
}

const isMatrix = (tree: Tree) => tree.type === "matrix";
const isDeterminant = (tree: Tree) => contains(tree, (part) => part.type === "call" && part.name === "determinant");
