import { backend_util, slice_util, util, type TensorInfo } from "@tensorflow/tfjs";
import { computes, tensor, type OnnxKernel } from "../kernel.js";
import { concatenated, cut } from "../many-tensors.js";
import type { Shape } from "../shape.js";

type Known = "float32" | "int32" | "bool";

const output = (x: TensorInfo, shape: Shape): { type: Known; shape: Shape } => ({ type: x.dtype as Known, shape });

const transpose: OnnxKernel = {
  name: "Transpose",
  plan: (given, attributes) => {
    const x = tensor(given, "x");
    if (!computes([x])) return undefined;
    const order = attributes.perm as number[];
    const shape = order.map((axis) => x.shape[axis]);
    return {
      inputs: [x],
      attributes: order,
      outputs: [output(x, shape)],
      // An order that moves only axes of length 1 moves no number.
      emit: (graph, [handle]) => [
        moves(order, x.shape) ? graph.add("Transpose", [handle], shape, { attributes: { perm: order } }) : graph.reshaped(handle, shape),
      ],
    };
  },
};

function moves(order: readonly number[], shape: Shape): boolean {
  const long = order.filter((axis) => shape[axis] > 1);
  return long.some((axis, place) => place > 0 && axis < long[place - 1]);
}

const slice: OnnxKernel = {
  name: "Slice",
  plan: (given, attributes) => {
    const x = tensor(given, "x");
    if (!computes([x])) return undefined;
    const [starts, shape] = slice_util.parseSliceParams(x as never, attributes.begin as number[], attributes.size as number[]);
    slice_util.assertParamsValid(x as never, starts, shape);
    const axes = [...starts.keys()];
    const ends = starts.map((start, axis) => start + shape[axis]);
    return {
      inputs: [x],
      attributes: [starts, shape],
      outputs: [output(x, shape)],
      emit: (graph, [handle]) =>
        axes.length === 0 ? [handle] : [graph.add("Slice", [handle, graph.integers(starts), graph.integers(ends), graph.integers(axes)], shape)],
    };
  },
};

const concat: OnnxKernel = {
  name: "Concat",
  plan: (given, attributes) => {
    const all = Object.values(given) as TensorInfo[];
    const axis = util.parseAxisParam(attributes.axis as number, all[0].shape)[0];
    const inputs = all.filter(({ shape }) => util.sizeFromShape(shape) > 0);
    if (!computes(all) || inputs.length === 0 || all.some(({ dtype }) => dtype !== all[0].dtype)) return undefined;
    backend_util.assertParamsConsistent(
      all.map(({ shape }) => shape),
      axis,
    );
    const shape = all[0].shape.map((length, place) => (place === axis ? all.reduce((sum, x) => sum + x.shape[axis], 0) : length));
    return {
      inputs,
      attributes: [axis],
      outputs: [output(all[0], shape)],
      emit: (graph, handles) => [concatenated(graph, handles, axis, shape)],
    };
  },
};

const splitV: OnnxKernel = {
  name: "SplitV",
  many: true,
  plan: (given, attributes) => {
    const x = tensor(given, "x");
    if (!computes([x])) return undefined;
    const axis = util.parseAxisParam(attributes.axis as number, x.shape)[0];
    const sizes = backend_util.prepareSplitSize(x as never, attributes.numOrSizeSplits as number | number[], axis);
    const outputs = sizes.map((size) =>
      output(
        x,
        x.shape.map((length, place) => (place === axis ? size : length)),
      ),
    );
    return {
      inputs: [x],
      attributes: [axis, sizes],
      outputs,
      emit: (graph, [handle]) => cut(graph, handle, axis, sizes),
    };
  },
};

const padV2: OnnxKernel = {
  name: "PadV2",
  plan: (given, attributes) => {
    const x = tensor(given, "x");
    if (x.dtype !== "float32" && x.dtype !== "int32") return undefined;
    const type = x.dtype;
    const paddings = attributes.paddings as [number, number][];
    const shape = x.shape.map((length, axis) => paddings[axis][0] + length + paddings[axis][1]);
    const value = attributes.constantValue as number;
    return {
      inputs: [x],
      attributes: [paddings, value],
      outputs: [output(x, shape)],
      emit: (graph, [handle]) => {
        const amounts = graph.integers([...paddings.map(([before]) => before), ...paddings.map(([, after]) => after)]);
        return [shape.length === 0 ? handle : graph.add("Pad", [handle, amounts, graph.scalar(value, type)], shape)];
      },
    };
  },
};

const tile: OnnxKernel = {
  name: "Tile",
  plan: (given, attributes) => {
    const x = tensor(given, "x");
    if (!computes([x])) return undefined;
    const repeats = attributes.reps as number[];
    const shape = x.shape.map((length, axis) => length * repeats[axis]);
    return {
      inputs: [x],
      attributes: repeats,
      outputs: [output(x, shape)],
      emit: (graph, [handle]) => [graph.add("Tile", [handle, graph.integers(repeats)], shape)],
    };
  },
};

const pack: OnnxKernel = {
  name: "Pack",
  plan: (given, attributes) => {
    const all = Object.values(given) as TensorInfo[];
    const axis = util.parseAxisParam(attributes.axis as number, [...all[0].shape, 1])[0];
    if (!computes(all) || all.some(({ dtype }) => dtype !== all[0].dtype)) return undefined;
    for (const { shape } of all) util.assertShapesMatch(shape, all[0].shape, "All tensors passed to stack must have matching shapes");
    const withAxis = (length: number): number[] => [...all[0].shape.slice(0, axis), length, ...all[0].shape.slice(axis)];
    const shape = withAxis(all.length);
    const inputs = all.map((x) => ({ ...x, shape: withAxis(1) }));
    return {
      inputs,
      attributes: [axis],
      outputs: [output(all[0], shape)],
      emit: (graph, handles) => [concatenated(graph, handles, axis, shape)],
    };
  },
};

const unpack: OnnxKernel = {
  name: "Unpack",
  many: true,
  plan: (given, attributes) => {
    const x = tensor(given, "value");
    if (!computes([x])) return undefined;
    const axis = util.parseAxisParam(attributes.axis as number, x.shape)[0];
    const shape = x.shape.filter((_, place) => place !== axis);
    const outputs = Array.from({ length: x.shape[axis] }, () => output(x, shape));
    return {
      inputs: [x],
      attributes: [axis],
      outputs,
      emit: (graph, [handle]) => {
        const parts = cut(
          graph,
          handle,
          axis,
          outputs.map(() => 1),
        );
        return parts.map((part) => graph.reshaped(part, shape));
      },
    };
  },
};

/** Kernels that put numbers elsewhere and change none. */
export const movement: readonly OnnxKernel[] = [transpose, slice, concat, splitV, padV2, tile, pack, unpack];
