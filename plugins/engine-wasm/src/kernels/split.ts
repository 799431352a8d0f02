import { backend_util, util, type TensorInfo } from "@tensorflow/tfjs";
import { copyBlocks } from "../copy-blocks.js";
import { hasWords, type KernelCall, type MendedKernel } from "../mended-kernel.js";
import type { WasmHeap } from "../wasm-heap.js";

/** The backend's kernel copies the whole tensor out of the heap for each part. */
export const split: MendedKernel = {
  name: "SplitV",
  run: (heap, call) => (hasWords(call.inputs.x) ? splitAlong(heap, call) : undefined),
};

function splitAlong(heap: WasmHeap, { inputs, attributes }: KernelCall): TensorInfo[] {
  const { x } = inputs;
  const { numOrSizeSplits, axis } = attributes as { numOrSizeSplits: number | number[]; axis: number };
  const [along] = util.parseAxisParam(axis, x.shape);
  const sizes = backend_util.prepareSplitSize(x, numOrSizeSplits, along);
  const outer = util.sizeFromShape(x.shape.slice(0, along));
  const inner = util.sizeFromShape(x.shape.slice(along + 1));
  let offset = 0;
  return sizes.map((size) => {
    const part = heap.allocate([...x.shape.slice(0, along), size, ...x.shape.slice(along + 1)], x.dtype);
    const length = size * inner;
    const whole = { start: heap.place(x) + offset, distance: x.shape[along] * inner };
    copyBlocks(heap.words(), [whole, { start: heap.place(part), distance: length }], length, outer);
    offset += length;
    return part;
  });
}
