import {
  add,
  addVectors,
  and,
  atLeast,
  constant,
  equal,
  get,
  load,
  loadLane,
  loadRepeated,
  multiply,
  multiplyVectors,
  repeatWhile,
  set,
  store,
  storeFirst,
  storeFirstTwo,
  subtract,
  upperHalf,
  when,
  zeros,
  type AssembledFunction,
  type Code,
} from "./assembler.js";
import { FLOAT_BYTES, VECTOR_BYTES } from "./byte-sizes.js";

/** Columns of a panel of B: two vectors. */
export const PANEL_COLUMNS = 8;
/** Rows of A that one pass takes: 4 rows by 2 vectors of sums, 2 vectors of B, one of A and one product fit into 16 registers. */
const TILE_ROWS = 4;
const PANEL_BYTES = PANEL_COLUMNS * FLOAT_BYTES;

const each = (count: number, code: (index: number) => Code): Code => Array.from({ length: count }, (_, index) => code(index)).flat();

/**
 * multiplyPanel(rows, inner, a, aRow, aColumn, panel, c, cRow, columns): C[rows, columns] = A[rows, inner] · panel[inner, 8].
 * `aRow` and `aColumn` are the distances between rows and columns of A, so that A may be transposed; `columns` is at most 8.
 * Every sum runs over `inner` in order, whatever the row: a row's result does not depend on the other rows.
 */
export function multiplyPanel(): AssembledFunction {
  const [rows, inner, a, aRow, aColumn, panel, c, cRow, columns] = [0, 1, 2, 3, 4, 5, 6, 7, 8];
  const [left, b] = [9, 10];
  const rowOfA = (row: number): number => 11 + row;
  const firstVector = 11 + TILE_ROWS;
  const sum = (row: number, half: number): number => firstVector + 2 * row + half;
  const partOfB = (half: number): number => firstVector + 2 * TILE_ROWS + half;
  const elementOfA = firstVector + 2 * TILE_ROWS + 2;

  const accumulate = (row: number): Code => [
    ...set(elementOfA, loadRepeated(get(rowOfA(row)))),
    ...set(rowOfA(row), add(get(rowOfA(row)), get(aColumn))),
    ...each(2, (half) => set(sum(row, half), addVectors(get(sum(row, half)), multiplyVectors(get(elementOfA), get(partOfB(half)))))),
  ];
  const storePart = (row: number): Code => [
    ...set(b, get(c)),
    ...when(and(get(columns), constant(4)), [
      ...store(get(b), get(sum(row, 0))),
      ...set(b, add(get(b), constant(VECTOR_BYTES))),
      ...set(sum(row, 0), get(sum(row, 1))),
    ]),
    ...when(and(get(columns), constant(2)), [
      ...storeFirstTwo(get(b), get(sum(row, 0))),
      ...set(b, add(get(b), constant(2 * FLOAT_BYTES))),
      ...set(sum(row, 0), upperHalf(get(sum(row, 0)))),
    ]),
    ...when(and(get(columns), constant(1)), storeFirst(get(b), get(sum(row, 0)))),
  ];
  const storeRow = (row: number): Code => [
    ...when(
      equal(get(columns), constant(PANEL_COLUMNS)),
      each(2, (half) => store(get(c), get(sum(row, half)), VECTOR_BYTES * half)),
      storePart(row),
    ),
    ...set(c, add(get(c), get(cRow))),
  ];
  const tile = (height: number): Code => [
    ...set(rowOfA(0), get(a)),
    ...each(height - 1, (row) => set(rowOfA(row + 1), add(get(rowOfA(row)), get(aRow)))),
    ...each(height, (row) => each(2, (half) => set(sum(row, half), zeros()))),
    ...set(b, get(panel)),
    ...set(left, get(inner)),
    ...repeatWhile(get(left), [
      ...each(2, (half) => set(partOfB(half), load(get(b), VECTOR_BYTES * half))),
      ...each(height, accumulate),
      ...set(b, add(get(b), constant(PANEL_BYTES))),
      ...set(left, subtract(get(left), constant(1))),
    ]),
    ...each(height, storeRow),
    ...set(a, add(get(a), multiply(get(aRow), constant(height)))),
    ...set(rows, subtract(get(rows), constant(height))),
  ];
  const whileRows = (height: number): Code => when(atLeast(get(rows), constant(height)), repeatWhile(atLeast(get(rows), constant(height)), tile(height)));
  return { name: "multiplyPanel", parameters: 9, integers: 2 + TILE_ROWS, vectors: 2 * TILE_ROWS + 3, body: [...whileRows(TILE_ROWS), ...whileRows(1)] };
}

/** packRows(inner, b, bRow, panel): copies 8 neighbouring columns of B into a panel. */
export function packRows(): AssembledFunction {
  const [inner, b, bRow, panel] = [0, 1, 2, 3];
  const body = repeatWhile(get(inner), [
    ...each(2, (half) => store(get(panel), load(get(b), VECTOR_BYTES * half), VECTOR_BYTES * half)),
    ...set(b, add(get(b), get(bRow))),
    ...set(panel, add(get(panel), constant(PANEL_BYTES))),
    ...set(inner, subtract(get(inner), constant(1))),
  ]);
  return { name: "packRows", parameters: 4, integers: 0, vectors: 0, body };
}

/** packColumns(inner, b, bRow, bColumn, panel, columns): the same for columns at any distance; those beyond `columns` repeat the last one, to read nothing outside B. */
export function packColumns(): AssembledFunction {
  const [inner, b, bRow, bColumn, panel, columns] = [0, 1, 2, 3, 4, 5];
  const column = (index: number): number => 6 + index;
  const packed = 6 + PANEL_COLUMNS;
  const body = [
    ...set(column(0), get(b)),
    ...each(PANEL_COLUMNS - 1, (index) => [
      ...set(column(index + 1), get(column(index))),
      ...when(atLeast(get(columns), constant(index + 2)), set(column(index + 1), add(get(column(index)), get(bColumn)))),
    ]),
    ...repeatWhile(get(inner), [
      ...each(2, (half) => [
        ...set(packed, loadRepeated(get(column(4 * half)))),
        ...each(3, (lane) => set(packed, loadLane(get(column(4 * half + lane + 1)), get(packed), lane + 1))),
        ...store(get(panel), get(packed), VECTOR_BYTES * half),
      ]),
      ...each(PANEL_COLUMNS, (index) => set(column(index), add(get(column(index)), get(bRow)))),
      ...set(panel, add(get(panel), constant(PANEL_BYTES))),
      ...set(inner, subtract(get(inner), constant(1))),
    ]),
  ];
  return { name: "packColumns", parameters: 6, integers: PANEL_COLUMNS, vectors: 1, body };
}
