import { backend_util, util, type TensorInfo } from "@tensorflow/tfjs";
import { copyBlocks } from "../copy-blocks.js";
import { hasWords, type KernelCall, type MendedKernel } from "../mended-kernel.js";
import type { WasmHeap } from "../wasm-heap.js";

/** The backend's kernel makes a new array object for each block. */
export const concat: MendedKernel = {
  name: "Concat",
  run: (heap, call) => {
    const parts = Object.values(call.inputs);
    return parts.every((part) => hasWords(part) && part.dtype === parts[0].dtype) ? concatAlong(heap, parts, call) : undefined;
  },
};

function concatAlong(heap: WasmHeap, parts: readonly TensorInfo[], { attributes }: KernelCall): TensorInfo {
  const [along] = util.parseAxisParam((attributes as { axis: number }).axis, parts[0].shape);
  const shapes = parts.map(({ shape }) => shape);
  backend_util.assertParamsConsistent(shapes, along);
  const result = heap.allocate(backend_util.computeOutShape(shapes, along), parts[0].dtype);
  const outer = util.sizeFromShape(result.shape.slice(0, along));
  const distance = util.sizeFromShape(result.shape.slice(along));
  let offset = heap.place(result);
  for (const part of parts) {
    const length = util.sizeFromShape(part.shape.slice(along));
    copyBlocks(
      heap.words(),
      [
        { start: heap.place(part), distance: length },
        { start: offset, distance },
      ],
      length,
      outer,
    );
    offset += length;
  }
  return result;
}
