import { broadcast_util, util, type TensorInfo } from "@tensorflow/tfjs";
import type { MatrixProduct } from "../matrix-product.js";
import type { KernelCall, MendedKernel } from "../mended-kernel.js";
import type { WasmHeap } from "../wasm-heap.js";

/** The backend's kernel is fast only for a single product without transposes, and tens of times slower for all others. */
export function batchMatMul(multiply: (product: MatrixProduct) => void): MendedKernel {
  return {
    name: "BatchMatMul",
    run: (heap, call) => (call.inputs.a.dtype === "float32" && call.inputs.b.dtype === "float32" ? multiplyBatch(multiply, heap, call) : undefined),
  };
}

function multiplyBatch(multiply: (product: MatrixProduct) => void, heap: WasmHeap, { inputs: { a, b }, attributes }: KernelCall): TensorInfo {
  const { transposeA, transposeB } = attributes as { transposeA: boolean; transposeB: boolean };
  const [rows, inner] = matrixShape(a, transposeA);
  const [innerOfB, columns] = matrixShape(b, transposeB);
  if (inner !== innerOfB) throw new RangeError(`matrices with ${inner} columns and ${innerOfB} rows cannot be multiplied`);
  const outer = broadcast_util.assertAndGetBroadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
  const c = heap.allocate([...outer, rows, columns]);
  const batch = util.sizeFromShape(outer);
  const batches = { batch, batchOfA: util.sizeFromShape(a.shape.slice(0, -2)), batchOfB: util.sizeFromShape(b.shape.slice(0, -2)) };
  if (rows * columns * batch === 0) return c;
  if (inner === 0) heap.floats(c).fill(0);
  else multiply({ a, b, c, rows, inner, columns, transposeA, transposeB, ...batches });
  return c;
}

function matrixShape({ shape }: TensorInfo, transposed: boolean): [number, number] {
  const [first, second] = shape.slice(-2);
  return transposed ? [second, first] : [first, second];
}
