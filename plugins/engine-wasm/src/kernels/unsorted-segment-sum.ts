import { util } from "@tensorflow/tfjs";
import type { MendedKernel } from "../mended-kernel.js";

/** Adds rows of `x` with equal `segmentIds` in order: the gradient of gather, which tfjs's backend lacks. */
export const unsortedSegmentSum: MendedKernel = {
  name: "UnsortedSegmentSum",
  run: (heap, { inputs: { x, segmentIds }, attributes }) => {
    const { numSegments } = attributes as { numSegments: number };
    const rowShape = x.shape.slice(1);
    const width = util.sizeFromShape(rowShape);
    const result = heap.allocate([numSegments, ...rowShape]);
    const sums = heap.floats(result).fill(0);
    const values = heap.floats(x);
    heap.integers(segmentIds).forEach((segment, row) => {
      const target = segment * width;
      const source = row * width;
      for (let column = 0; column < width; column++) sums[target + column] += values[source + column];
    });
    return result;
  },
};
