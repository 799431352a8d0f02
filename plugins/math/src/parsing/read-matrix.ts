import { ParseFailure } from "./parse-failure.js";
import type { Reader } from "./reader.js";
import type { Tree } from "./tree.js";

/** The rows of a matrix up to its end; of `vmatrix`, its determinant. @throws {ParseFailure} for other environments and rows of unequal length */
export function readMatrix(environment: string, reader: Reader): Tree {
  if (!ENVIRONMENTS.has(environment)) throw new ParseFailure(`the environment ${environment}`);
  const rows = readRows(reader);
  const end = reader.take();
  if (end.kind !== "end" || end.text !== environment || rows.some((row) => row.length !== rows[0].length || row.length === 0))
    throw new ParseFailure("a matrix");
  const matrix: Tree = { type: "matrix", rows };
  return environment === "vmatrix" ? { type: "call", name: "determinant", parameters: [matrix] } : matrix;
}

/** A row break at the end begins no row. */
function readRows(reader: Reader): readonly (readonly Tree[])[] {
  const rows: Tree[][] = [[]];
  while (reader.peek()?.kind !== "end") {
    rows[rows.length - 1].push(reader.deeper(() => reader.grammar.relation(reader)));
    if (reader.accept("&")) continue;
    if (!reader.accept("\\\\")) break;
    if (reader.peek()?.kind !== "end") rows.push([]);
  }
  return rows;
}

const ENVIRONMENTS: ReadonlySet<string> = new Set(["matrix", "pmatrix", "bmatrix", "Bmatrix", "vmatrix", "smallmatrix", "array"]);
