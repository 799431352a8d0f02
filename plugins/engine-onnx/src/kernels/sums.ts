import type { TensorInfo } from "@tensorflow/tfjs";
import type { Graph, Handle } from "../graph.js";
import type { OnnxKernel } from "../kernel.js";
import type { Shape } from "../shape.js";

/** The sum of several tensors of one shape. */
export const addN: OnnxKernel = {
  name: "AddN",
  plan: (given) => {
    const inputs = Object.values(given) as TensorInfo[];
    const [{ shape, dtype }] = inputs;
    if (dtype !== "float32") return undefined;
    return { inputs, outputs: [{ type: dtype, shape }], emit: (graph, handles) => [sum(graph, handles, shape)] };
  },
};

/** ONNX Runtime's WebGPU provider has no Sum. */
function sum(graph: Graph, terms: readonly Handle[], shape: Shape): Handle {
  if (graph.provider === "webgpu" || terms.length === 1) return terms.reduce((total, term) => graph.add("Add", [total, term], shape));
  return graph.add("Sum", terms, shape);
}
