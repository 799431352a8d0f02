import { assemble } from "./assembler.js";
import { addScaledRows, dotRows } from "./row-functions.js";
import type { WasmHeap } from "./wasm-heap.js";

/** Where rows lie: the first one's byte address, and the distance from one to the next in bytes. */
export interface Rows {
  readonly start: number;
  readonly distance: number;
}

/** Products of many rows of `width` numbers, each with a row or number of its own. */
export interface RowProducts {
  /** c[row] = Σ a[row] · b[row]. */
  readonly dot: (size: RowSize, a: Rows, b: Rows, c: Rows) => void;
  /** y[row] += scale[row] · x[row]. */
  readonly addScaled: (size: RowSize, scale: Rows, x: Rows, y: Rows) => void;
}

export interface RowSize {
  readonly rows: number;
  readonly width: number;
}

/** On the heap of tfjs's WebAssembly backend. */
export async function rowProducts(heap: WasmHeap): Promise<RowProducts> {
  const { instance } = await WebAssembly.instantiate(assemble([dotRows(), addScaledRows()]), { host: { memory: heap.memory } });
  const functions = instance.exports as unknown as Record<"dotRows" | "addScaledRows", (...numbers: number[]) => void>;
  const call =
    (name: "dotRows" | "addScaledRows") =>
    ({ rows, width }: RowSize, ...places: readonly Rows[]): void => {
      functions[name](rows, Math.floor(width / 4), width % 4, ...places.flatMap(({ start, distance }) => [start, distance]));
    };
  return { dot: call("dotRows"), addScaled: call("addScaledRows") };
}
