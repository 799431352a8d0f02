import {
  add,
  addVectors,
  constant,
  get,
  load,
  loadLane,
  loadRepeated,
  multiplyVectors,
  repeatWhile,
  secondLane,
  set,
  store,
  storeFirst,
  subtract,
  upperHalf,
  when,
  zeros,
  type AssembledFunction,
  type Code,
} from "./assembler.js";
import { FLOAT_BYTES, VECTOR_BYTES } from "./byte-sizes.js";

const advance = (local: number, bytes: Code): Code => set(local, add(get(local), bytes));
const first = (address: Code): Code => loadLane(address, zeros(), 0);

/** Runs `body` `count` times. `left` is a local to count with. */
function repeat(left: number, count: Code, body: Code): Code {
  return [...set(left, count), ...when(get(left), repeatWhile(get(left), [...body, ...set(left, subtract(get(left), constant(1)))]))];
}

/**
 * dotRows(rows, vectors, rest, a, aRow, b, bRow, c, cRow): c[row] = Σ a[row, k] · b[row, k] over 4·vectors + rest numbers. `aRow`, `bRow` and `cRow` are
 * the distances between rows.
 */
export function dotRows(): AssembledFunction {
  const [rows, vectors, rest, a, aRow, b, bRow, c, cRow, left, fromA, fromB, sum] = Array.from({ length: 13 }, (_, local) => local);
  const accumulate = (numbers: (address: Code) => Code, bytes: number): Code => [
    ...set(sum, addVectors(get(sum), multiplyVectors(numbers(get(fromA)), numbers(get(fromB))))),
    ...advance(fromA, constant(bytes)),
    ...advance(fromB, constant(bytes)),
  ];
  const row = [
    ...set(sum, zeros()),
    ...set(fromA, get(a)),
    ...set(fromB, get(b)),
    ...repeat(left, get(vectors), accumulate(load, VECTOR_BYTES)),
    ...repeat(left, get(rest), accumulate(first, FLOAT_BYTES)),
    ...set(sum, addVectors(get(sum), upperHalf(get(sum)))),
    ...storeFirst(get(c), addVectors(get(sum), secondLane(get(sum)))),
    ...advance(a, get(aRow)),
    ...advance(b, get(bRow)),
    ...advance(c, get(cRow)),
    ...set(rows, subtract(get(rows), constant(1))),
  ];
  return { name: "dotRows", parameters: 9, integers: 3, vectors: 1, body: repeatWhile(get(rows), row) };
}

/** addScaledRows(rows, vectors, rest, scale, scaleRow, x, xRow, y, yRow): y[row, k] += scale[row] · x[row, k] for 4·vectors + rest numbers. */
export function addScaledRows(): AssembledFunction {
  const [rows, vectors, rest, scale, scaleRow, x, xRow, y, yRow, left, from, to, factor] = Array.from({ length: 13 }, (_, local) => local);
  const accumulate = (numbers: (address: Code) => Code, write: (address: Code, value: Code) => Code, bytes: number): Code => [
    ...write(get(to), addVectors(numbers(get(to)), multiplyVectors(get(factor), numbers(get(from))))),
    ...advance(from, constant(bytes)),
    ...advance(to, constant(bytes)),
  ];
  const row = [
    ...set(factor, loadRepeated(get(scale))),
    ...set(from, get(x)),
    ...set(to, get(y)),
    ...repeat(left, get(vectors), accumulate(load, store, VECTOR_BYTES)),
    ...repeat(left, get(rest), accumulate(first, storeFirst, FLOAT_BYTES)),
    ...advance(scale, get(scaleRow)),
    ...advance(x, get(xRow)),
    ...advance(y, get(yRow)),
    ...set(rows, subtract(get(rows), constant(1))),
  ];
  return { name: "addScaledRows", parameters: 9, integers: 3, vectors: 1, body: repeatWhile(get(rows), row) };
}
