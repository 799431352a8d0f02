import type { KernelConfig, NamedAttrMap, NamedTensorInfoMap, TensorInfo } from "@tensorflow/tfjs";
import { util } from "@tensorflow/tfjs";
import { computes, tensor, type OnnxKernel } from "../kernel.js";
import type { OnnxBackend } from "../onnx-backend.js";

/** The same numbers under another shape: nothing is computed and nothing copied. */
function view(name: string, input: string, shapeOf: (x: TensorInfo, attributes: NamedAttrMap) => number[]): Omit<KernelConfig, "backendName"> {
  return {
    kernelName: name as KernelConfig["kernelName"],
    kernelFunc: ({ inputs, attrs, backend }) => {
      const x = tensor(inputs as NamedTensorInfoMap, input);
      (backend as unknown as OnnxBackend).incRef(x.dataId);
      return { dataId: x.dataId, shape: shapeOf(x, attrs ?? {}), dtype: x.dtype };
    },
  };
}

/** Kernels of TensorFlow.js that are views. */
export const views = [
  view("Identity", "x", ({ shape }) => shape),
  view("Reshape", "x", ({ shape }, { shape: wanted }) => util.inferFromImplicitShape(wanted as number[], util.sizeFromShape(shape))),
  view("ExpandDims", "input", ({ shape }, { dim }) => {
    const [axis] = util.parseAxisParam(dim as number, [...shape, 1]);
    return [...shape.slice(0, axis), 1, ...shape.slice(axis)];
  }),
];

/** Other types for the same numbers. To the same type it is a view, see `register`. */
export const cast: OnnxKernel = {
  name: "Cast",
  plan: (given, { dtype }) => {
    const x = tensor(given, "x");
    if (!computes([x]) || !computes([{ ...x, dtype: dtype as TensorInfo["dtype"] }])) return undefined;
    const type = dtype as "float32" | "int32" | "bool";
    return { inputs: [x], outputs: [{ type, shape: x.shape }], emit: (graph, [handle]) => [graph.cast(handle, type)] };
  },
};
