import { backend_util, util, type TensorInfo } from "@tensorflow/tfjs";
import { hasWords, type KernelCall, type MendedKernel } from "../mended-kernel.js";
import type { WasmHeap } from "../wasm-heap.js";

/** Copies whole slices; the backend's kernel finds the place of every single number. */
export const gather: MendedKernel = {
  name: "GatherV2",
  run: (heap, call) => (hasWords(call.inputs.x) ? gatherSlices(heap, call) : undefined),
};

function gatherSlices(heap: WasmHeap, { inputs: { x, indices }, attributes }: KernelCall): TensorInfo {
  const { axis, batchDims } = attributes as { axis: number; batchDims: number };
  const [parsedAxis] = util.parseAxisParam(axis, x.shape);
  const info = backend_util.segment_util.collectGatherOpShapeInfo(x, indices, parsedAxis, batchDims);
  const { batchSize, outerSize, dimSize, sliceSize } = info;
  const result = heap.allocate(info.outputShape, x.dtype);
  const places = heap.integers(indices);
  const perBatch = places.length / batchSize;
  const words = heap.words();
  const from = heap.place(x);
  let to = heap.place(result);
  for (let block = 0; block < batchSize * outerSize; block++) {
    const first = Math.floor(block / outerSize) * perBatch;
    for (let place = first; place < first + perBatch; place++) {
      const index = places[place];
      if (index < 0 || index >= dimSize) throw new RangeError(`gather: index ${index} lies outside 0 to ${dimSize - 1}`);
      const start = from + (block * dimSize + index) * sliceSize;
      words.copyWithin(to, start, start + sliceSize);
      to += sliceSize;
    }
  }
  return result;
}
