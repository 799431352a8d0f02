import type { TensorInfo } from "@tensorflow/tfjs";
import { assemble } from "./assembler.js";
import { FLOAT_BYTES } from "./byte-sizes.js";
import { PANEL_COLUMNS, multiplyPanel, packColumns, packRows } from "./matrix-functions.js";
import type { WasmHeap } from "./wasm-heap.js";

/** A batch of matrices inside tensors, in float32 units from the tensor's beginning. */
export interface MatrixProduct {
  readonly a: TensorInfo;
  readonly b: TensorInfo;
  readonly c: TensorInfo;
  readonly rows: number;
  readonly inner: number;
  readonly columns: number;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
  /** Matrices in C; A and B start again from their beginning when theirs are used up. */
  readonly batch: number;
  readonly batchOfA: number;
  readonly batchOfB: number;
}

interface Functions {
  multiplyPanel(...numbers: number[]): void;
  packRows(...numbers: number[]): void;
  packColumns(...numbers: number[]): void;
}

/**
 * C = A · B for batches of matrices on the heap of tfjs's WebAssembly backend: B is copied panel by panel of 8 columns, and each panel is
 * multiplied with 4 rows of A at a time (the scheme of Goto and van de Geijn 2008, without the outer blocking that small matrices do not need).
 */
export async function matrixProduct(heap: WasmHeap): Promise<(product: MatrixProduct) => void> {
  const { instance } = await WebAssembly.instantiate(assemble([multiplyPanel(), packRows(), packColumns()]), { host: { memory: heap.memory } });
  const functions = instance.exports as unknown as Functions;
  return (product) => {
    const panel = heap.allocate([product.inner, PANEL_COLUMNS]);
    for (let index = 0; index < product.batch; index++) multiplyOne(functions, heap, product, { index, panel: heap.address(panel) });
    heap.free(panel);
  };
}

function multiplyOne(functions: Functions, heap: WasmHeap, product: MatrixProduct, place: { index: number; panel: number }): void {
  const { rows, inner, columns } = product;
  const { index, panel } = place;
  const a = heap.address(product.a) + FLOAT_BYTES * rows * inner * (index % product.batchOfA);
  const b = heap.address(product.b) + FLOAT_BYTES * inner * columns * (index % product.batchOfB);
  const c = heap.address(product.c) + FLOAT_BYTES * rows * columns * index;
  const [aRow, aColumn] = product.transposeA ? [FLOAT_BYTES, FLOAT_BYTES * rows] : [FLOAT_BYTES * inner, FLOAT_BYTES];
  const [bRow, bColumn] = product.transposeB ? [FLOAT_BYTES, FLOAT_BYTES * inner] : [FLOAT_BYTES * columns, FLOAT_BYTES];
  for (let column = 0; column < columns; column += PANEL_COLUMNS) {
    const width = Math.min(PANEL_COLUMNS, columns - column);
    if (width === PANEL_COLUMNS && !product.transposeB) functions.packRows(inner, b + column * bColumn, bRow, panel);
    else functions.packColumns(inner, b + column * bColumn, bRow, bColumn, panel, width);
    functions.multiplyPanel(rows, inner, a, aRow, aColumn, panel, c + FLOAT_BYTES * column, FLOAT_BYTES * columns, width);
  }
}
