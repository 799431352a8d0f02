import { util } from "@tensorflow/tfjs";
import { computes, tensor, type OnnxKernel } from "../kernel.js";
import { sizeOf } from "../shape.js";
import { assertWithin, refusingNegative } from "./index-bounds.js";
import { scatterSums } from "./scatter-sums.js";

type Known = "float32" | "int32" | "bool";

const gatherV2: OnnxKernel = {
  name: "GatherV2",
  plan: (given, attributes) => {
    const [x, indices] = [tensor(given, "x"), tensor(given, "indices")];
    const axis = util.parseAxisParam(attributes.axis as number, x.shape)[0];
    if (!computes([x]) || indices.dtype !== "int32" || ((attributes.batchDims as number | undefined) ?? 0) !== 0) return undefined;
    assertWithin("GatherV2", indices, [x.shape[axis]]);
    const shape = [...x.shape.slice(0, axis), ...indices.shape, ...x.shape.slice(axis + 1)];
    return {
      inputs: [x, indices],
      attributes: [axis],
      outputs: [{ type: x.dtype as Known, shape }],
      emit: (graph, [values, places]) => [graph.add("Gather", [values, refusingNegative(graph, places, [x.shape[axis]])], shape, { attributes: { axis } })],
    };
  },
};

/** Sums of the slices of x that carry the same number: the gradient of a gather. Slices with a number outside count nowhere. */
const unsortedSegmentSum: OnnxKernel = {
  name: "UnsortedSegmentSum",
  plan: (given, attributes) => {
    const [x, segments] = [tensor(given, "x"), tensor(given, "segmentIds")];
    const count = attributes.numSegments as number;
    if (x.dtype !== "float32" || segments.dtype !== "int32") return undefined;
    const row = x.shape.slice(segments.shape.length);
    const [rows, shape] = [sizeOf(segments.shape), [count, ...row]];
    return {
      inputs: [
        { ...x, shape: [rows, sizeOf(row)] },
        { ...segments, shape: [rows, 1] },
      ],
      attributes: [count, row],
      outputs: [{ type: "float32", shape }],
      emit: (graph, [values, places]) => {
        const [above, below] = [
          graph.add("GreaterOrEqual", [places, graph.scalar(0, "int32")], places.shape, { type: "bool" }),
          graph.add("Less", [places, graph.scalar(count, "int32")], places.shape, { type: "bool" }),
        ];
        const inside = graph.add("And", [above, below], places.shape);
        // One place more takes what counts nowhere.
        const within = graph.add("Where", [inside, places, graph.scalar(count, "int32")], places.shape, { type: "int32" });
        const sums = scatterSums(graph, values, within, [count + 1]);
        const counted = graph.add("Slice", [sums, graph.integers([0]), graph.integers([count]), graph.integers([0])], [count, sizeOf(row)]);
        return [graph.reshaped(counted, shape)];
      },
    };
  },
};

const oneHot: OnnxKernel = {
  name: "OneHot",
  plan: (given, attributes) => {
    const indices = tensor(given, "indices");
    const { depth, onValue, offValue, dtype = "float32" } = attributes as { depth: number; onValue: number; offValue: number; dtype?: string };
    if (indices.dtype !== "int32" || (dtype !== "float32" && dtype !== "int32")) return undefined;
    const shape = [...indices.shape, depth];
    return {
      inputs: [{ ...indices, shape: [...indices.shape, 1] }],
      attributes: [depth, onValue, offValue, dtype],
      outputs: [{ type: dtype, shape }],
      emit: (graph, [places]) => {
        const range = graph.constant(
          Int32Array.from({ length: depth }, (_, place) => place),
          "int32",
          [depth],
        );
        const hit = graph.add("Equal", [places, range], shape, { type: "bool" });
        return [graph.add("Where", [hit, graph.scalar(onValue, dtype), graph.scalar(offValue, dtype)], shape, { type: dtype })];
      },
    };
  },
};

/** Kernels that look numbers up by their place. */
export const indexing: readonly OnnxKernel[] = [gatherV2, unsortedSegmentSum, oneHot];
