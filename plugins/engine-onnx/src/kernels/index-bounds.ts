import { util, type TensorInfo } from "@tensorflow/tfjs";
import type { Graph, Handle } from "../graph.js";
import { Value } from "../value.js";

/**
 * Throws an Error for indices outside [0, length); several lengths are those of the last axis of `indices`, in turn. Indices that are still to be
 * computed are checked by ONNX Runtime.
 */
export function assertWithin(kernel: string, { dataId }: TensorInfo, lengths: readonly number[]): void {
  if (!(dataId instanceof Value) || dataId.numbers === undefined) return;
  dataId.numbers.forEach((index, place) => {
    const length = lengths[place % lengths.length];
    util.assert(index >= 0 && index < length, () => `${kernel}: the index value ${index} is not in [0, ${length - 1}]`);
  });
}

/** The same indices, but for negative ones, which ONNX counts from the end and TensorFlow.js refuses: they lie outside. */
export function refusingNegative(graph: Graph, indices: Handle, lengths: readonly number[]): Handle {
  const outside = lengths.length === 1 ? graph.scalar(lengths[0], "int32") : graph.constant(Int32Array.from(lengths), "int32", [lengths.length]);
  const negative = graph.add("Less", [indices, graph.scalar(0, "int32")], indices.shape, { type: "bool" });
  return graph.add("Where", [negative, outside, indices], indices.shape, { type: "int32" });
}
