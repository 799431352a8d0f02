import { backend_util, util } from "@tensorflow/tfjs";
import type { NumberType } from "../element-type.js";
import { computes, tensor, type OnnxKernel } from "../kernel.js";
import { assertWithin, refusingNegative } from "./index-bounds.js";
import { scatterSums } from "./scatter-sums.js";

/** Slices of `params` by their place along its first axes: a row of `indices` names one. */
const gatherNd: OnnxKernel = {
  name: "GatherNd",
  plan: (given) => {
    const [x, indices] = [tensor(given, "params"), tensor(given, "indices")];
    if (!computes([x]) || indices.dtype !== "int32" || util.sizeFromShape(indices.shape) === 0) return undefined;
    const [shape] = backend_util.prepareAndValidate(x as never, indices as never);
    const lengths = x.shape.slice(0, indices.shape.at(-1));
    assertWithin("GatherNd", indices, lengths);
    return {
      inputs: [x, indices],
      outputs: [{ type: x.dtype as NumberType, shape }],
      emit: (graph, [values, places]) => [graph.add("GatherND", [values, graph.cast(refusingNegative(graph, places, lengths), "int64")], shape)],
    };
  },
};

/** Zeros of a shape to which slices are added at their places along the first axes: a row of `indices` names one. */
const scatterNd: OnnxKernel = {
  name: "ScatterNd",
  plan: (given, attributes) => {
    const [indices, updates] = [tensor(given, "indices"), tensor(given, "updates")];
    const shape = attributes.shape as number[];
    const counted = updates.dtype === "float32" || updates.dtype === "int32";
    if (!counted || indices.dtype !== "int32" || util.sizeFromShape(updates.shape) === 0) return undefined;
    const { sliceRank, numUpdates, sliceSize } = backend_util.calculateShapes(updates, indices, shape);
    if (updates.shape.length === 0 || sliceRank === 0) return undefined;
    const lengths = shape.slice(0, sliceRank);
    assertWithin("ScatterNd", indices, lengths);
    return {
      inputs: [
        { ...indices, shape: [numUpdates, sliceRank] },
        { ...updates, shape: [numUpdates, sliceSize] },
      ],
      attributes: [shape],
      outputs: [{ type: updates.dtype as NumberType, shape }],
      emit: (graph, [places, slices]) => [graph.reshaped(scatterSums(graph, slices, refusingNegative(graph, places, lengths), lengths), shape)],
    };
  },
};

/** Kernels whose indices have several numbers each. */
export const ndIndexing: readonly OnnxKernel[] = [gatherNd, scatterNd];
