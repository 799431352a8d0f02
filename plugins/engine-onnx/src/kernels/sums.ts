import type { TensorInfo } from "@tensorflow/tfjs";
import type { OnnxKernel } from "../kernel.js";

/** The sum of several tensors of one shape. */
export const addN: OnnxKernel = {
  name: "AddN",
  plan: (given) => {
    const inputs = Object.values(given) as TensorInfo[];
    const [{ shape, dtype }] = inputs;
    if (dtype !== "float32") return undefined;
    return { inputs, outputs: [{ type: dtype, shape }], emit: (graph, handles) => [handles.length === 1 ? handles[0] : graph.add("Sum", handles, shape)] };
  },
};
