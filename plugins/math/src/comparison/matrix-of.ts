import type { Tree } from "../parsing/tree.js";
import { BudgetExceeded } from "../values/budget-exceeded.js";
import { evaluate } from "../values/evaluate.js";
import { contains } from "../values/letters.js";
import { isExact } from "../values/value.js";
import { isEvaluated } from "./is-evaluated.js";

export type Rows = readonly (readonly Tree[])[];

/** The matrix that an expression of matrices and numbers is, its entries as expressions; undefined where it is none. @throws {BudgetExceeded} beyond 400 entries */
export function matrixOf(tree: Tree): Rows | undefined {
  switch (tree.type) {
    case "matrix":
      if (tree.rows.length * tree.rows[0].length > MOST) throw new BudgetExceeded(`a matrix of more than ${MOST} entries`);
      return tree.rows;
    case "negative":
      return each(tree.of, (entry) => ({ type: "negative", of: entry }));
    case "sum":
      return sum(tree.terms);
    case "product":
      return product(tree.factors);
    case "quotient":
      return each(tree.above, (entry) => ({ type: "quotient", above: entry, below: tree.below }));
    case "power":
      return raised(tree.base, tree.exponent);
    default:
      return undefined;
  }
}

function each(tree: Tree, change: (entry: Tree) => Tree): Rows | undefined {
  return matrixOf(tree)?.map((row) => row.map(change));
}

function sum(terms: readonly Tree[]): Rows | undefined {
  const matrices = terms.map(matrixOf);
  const first = matrices[0];
  if (first === undefined || matrices.some((matrix) => matrix?.length !== first.length || matrix[0].length !== first[0].length)) return undefined;
  return first.map((row, down) => row.map((_, across) => bounded({ type: "sum", terms: matrices.map((matrix) => (matrix as Rows)[down][across]) })));
}

function product(factors: readonly Tree[]): Rows | undefined {
  let result: Rows | undefined;
  const scalars: Tree[] = [];
  for (const factor of factors) {
    const matrix = matrixOf(factor);
    if (matrix === undefined) scalars.push(factor);
    else if (result === undefined) result = matrix;
    else if (result[0].length !== matrix.length) return undefined;
    else result = times(result, matrix);
  }
  if (scalars.length === 0) return result;
  return result?.map((row) => row.map((entry) => scaled([...scalars, entry])));
}

/** A number times a number is one: a factor before a matrix belongs to its notation. */
function scaled(factors: readonly Tree[]): Tree {
  if (!factors.every(isEvaluated)) return { type: "product", factors };
  const value = evaluate({ type: "product", factors }, { point: 0, bound: new Map<string, never>(), work: { left: MOST } });
  return value !== undefined && isExact(value) ? { type: "number", value: value.exact, decimals: 0 } : { type: "product", factors };
}

function times(left: Rows, right: Rows): Rows {
  const entry = (row: readonly Tree[], across: number): Tree => ({
    type: "sum",
    terms: row.map((factor, place): Tree => ({ type: "product", factors: [factor, right[place][across]] })),
  });
  return left.map((row) => right[0].map((_, across) => bounded(entry(row, across))));
}

/** @throws {BudgetExceeded} for an entry of more than 500 parts, before products of it are made */
function bounded(entry: Tree): Tree {
  let left = MOST_PARTS;
  contains(entry, () => --left < 0);
  if (left < 0) throw new BudgetExceeded(`an entry of more than ${MOST_PARTS} parts in a matrix`);
  return entry;
}

/** A small whole power, or the transpose where the exponent is T. */
function raised(base: Tree, exponent: Tree): Rows | undefined {
  const matrix = matrixOf(base);
  if (matrix === undefined) return undefined;
  if (exponent.type === "symbol" && exponent.name === "T") return matrix[0].map((_, across) => matrix.map((row) => row[across]));
  if (exponent.type !== "number" || exponent.value.denominator !== 1n || exponent.value.numerator < 1n || exponent.value.numerator > HIGHEST) return undefined;
  if (matrix.length !== matrix[0].length) return undefined;
  let result = matrix;
  for (let power = 1n; power < exponent.value.numerator; power++) result = times(result, matrix);
  return result;
}

const MOST = 400;
const MOST_PARTS = 500;
const HIGHEST = 4n;
