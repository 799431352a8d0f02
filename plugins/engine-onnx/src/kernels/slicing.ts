import { slice_util, util } from "@tensorflow/tfjs";
import type { NumberType } from "../element-type.js";
import type { Graph, Handle } from "../graph.js";
import { computes, tensor, type OnnxKernel } from "../kernel.js";
import type { Shape } from "../shape.js";

interface Steps {
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly axes: readonly number[];
  readonly strides: readonly number[];
}

function sliced(graph: Graph, handle: Handle, { starts, ends, axes, strides }: Steps, shape: Shape): Handle {
  if (axes.length === 0) return handle;
  return graph.add("Slice", [handle, ...[starts, ends, axes, strides].map((values) => graph.integers(values))], shape);
}

/** ONNX counts a negative end from the end of the axis; one before its begin is written so. */
const beforeBegin = (length: number): number => -length - 1;

const stridedSlice: OnnxKernel = {
  name: "StridedSlice",
  plan: (given, attributes) => {
    const x = tensor(given, "x");
    if (!computes([x]) || x.shape.length === 0) return undefined;
    const { begin, end, strides, beginMask, endMask, ellipsisMask, newAxisMask, shrinkAxisMask } = attributes as unknown as StridedSlice;
    const info = slice_util.sliceInfo([...x.shape], begin, end, strides, beginMask, endMask, ellipsisMask, newAxisMask, shrinkAxisMask);
    const shape = info.finalShape;
    const between = slice_util.computeOutShape(info.begin, info.end, info.strides);
    if (util.sizeFromShape(shape) === 0) return undefined;
    const steps: Steps = {
      starts: info.begin,
      ends: info.end.map((place, axis) => (place < 0 ? beforeBegin(x.shape[axis]) : place)),
      axes: [...x.shape.keys()],
      strides: info.strides,
    };
    return {
      inputs: [x],
      attributes: [steps],
      outputs: [{ type: x.dtype as NumberType, shape }],
      emit: (graph, [handle]) => [graph.reshaped(sliced(graph, handle, steps, between), shape)],
    };
  },
};

interface StridedSlice {
  readonly begin: number[];
  readonly end: number[];
  readonly strides: number[];
  readonly beginMask: number;
  readonly endMask: number;
  readonly ellipsisMask: number;
  readonly newAxisMask: number;
  readonly shrinkAxisMask: number;
}

const reverse: OnnxKernel = {
  name: "Reverse",
  plan: (given, attributes) => {
    const x = tensor(given, "x");
    if (!computes([x])) return undefined;
    const axes = util.parseAxisParam(attributes.dims as number[], x.shape);
    const steps: Steps = {
      starts: axes.map(() => -1),
      ends: axes.map((axis) => beforeBegin(x.shape[axis])),
      axes,
      strides: axes.map(() => -1),
    };
    return {
      inputs: [x],
      attributes: axes,
      outputs: [{ type: x.dtype as NumberType, shape: x.shape }],
      emit: (graph, [handle]) => [x.shape.length === 0 ? handle : sliced(graph, handle, steps, x.shape)],
    };
  },
};

/** Kernels that walk along axes in steps. */
export const slicing: readonly OnnxKernel[] = [stridedSlice, reverse];
