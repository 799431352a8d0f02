import type { Tree } from "../parsing/tree.js";
import { add, multiply, negate } from "./arithmetic.js";
import type { Evaluator } from "./evaluator.js";
import { NotDefined } from "./not-defined.js";
import type { Place } from "./place.js";
import type { Value } from "./value.js";

/** The determinant of a square matrix of at most 6 rows, by its first row. @throws {NotDefined} for any other tree */
export function determinant(tree: Tree, place: Place, valueOf: Evaluator): Value {
  if (tree.type !== "matrix" || tree.rows.length > LARGEST || tree.rows.some((row) => row.length !== tree.rows.length)) throw new NotDefined();
  return expanded(tree.rows.map((row) => row.map((entry) => valueOf(entry, place))));
}

function expanded(rows: readonly (readonly Value[])[]): Value {
  if (rows.length === 1) return rows[0][0];
  return rows[0]
    .map((entry, column) => {
      const minor = expanded(rows.slice(1).map((row) => row.filter((_, place) => place !== column)));
      const product = multiply(entry, minor);
      return column % 2 === 0 ? product : negate(product);
    })
    .reduce(add);
}

const LARGEST = 6;
