import { backend_util, util, type TensorInfo } from "@tensorflow/tfjs";
import type { KernelCall, MendedKernel } from "../mended-kernel.js";
import type { WasmHeap } from "../wasm-heap.js";

/** The backend's kernel copies the whole tensor out of the heap for each part. */
export const split: MendedKernel = {
  name: "SplitV",
  run: (heap, call) => (call.inputs.x.dtype === "float32" || call.inputs.x.dtype === "int32" ? splitAlong(heap, call) : undefined),
};

function splitAlong(heap: WasmHeap, { inputs: { x }, attributes }: KernelCall): TensorInfo[] {
  const { numOrSizeSplits, axis } = attributes as { numOrSizeSplits: number | number[]; axis: number };
  const [along] = util.parseAxisParam(axis, x.shape);
  const sizes = backend_util.prepareSplitSize(x as Parameters<typeof backend_util.prepareSplitSize>[0], numOrSizeSplits, along);
  const outer = util.sizeFromShape(x.shape.slice(0, along));
  const inner = util.sizeFromShape(x.shape.slice(along + 1));
  const whole = x.shape[along] * inner;
  let offset = 0;
  return sizes.map((size) => {
    const part = heap.allocate([...x.shape.slice(0, along), size, ...x.shape.slice(along + 1)], x.dtype);
    const words = heap.words();
    const length = size * inner;
    const from = heap.address(x) / 4 + offset;
    const to = heap.address(part) / 4;
    for (let block = 0; block < outer; block++) words.copyWithin(to + block * length, from + block * whole, from + block * whole + length);
    offset += length;
    return part;
  });
}
