import type { Graph, Handle } from "../graph.js";
import { tensor, type OnnxKernel } from "../kernel.js";

/** `RmsNorm` of @lode/core's fused kernels. */
export const rmsNorm: OnnxKernel = {
  name: "RmsNorm",
  many: true,
  plan: (given, attributes) => {
    const [x, gain] = [tensor(given, "x"), tensor(given, "gain")];
    const epsilon = attributes.epsilon as number;
    const outputs = [
      { type: "float32", shape: x.shape },
      { type: "float32", shape: [x.shape[0], 1] },
    ] as const;
    return {
      inputs: [x, gain],
      attributes: [epsilon],
      outputs,
      emit: (graph, inputs) => {
        if (graph.provider === "webgpu") return inOperators(graph, inputs, epsilon);
        return graph.addMany("SimplifiedLayerNormalization", inputs, outputs, { attributes: { axis: -1, epsilon: { float: epsilon } } });
      },
    };
  },
};

/** ONNX Runtime's WebGPU provider gives no second output. */
function inOperators(graph: Graph, [x, gain]: readonly Handle[], epsilon: number): Handle[] {
  const one = [x.shape[0], 1];
  const squares = graph.add("Mul", [x, x], x.shape);
  const mean = graph.add("ReduceMean", [squares, graph.integers([1])], one);
  const root = graph.add("Sqrt", [graph.add("Add", [mean, graph.scalar(epsilon, "float32")], one)], one);
  const inverse = graph.add("Reciprocal", [root], one);
  return [graph.add("Mul", [graph.add("Mul", [x, inverse], x.shape), gain], x.shape), inverse];
}
