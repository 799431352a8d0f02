import type { Graph, Handle } from "../graph.js";
import { computes, tensor, type OnnxKernel } from "../kernel.js";

/** Softmax and its logarithm along the last axis, as TensorFlow.js asks for them. */
export const softmaxes: readonly OnnxKernel[] = [
  along("Softmax", (graph, x, axis) => graph.add("Softmax", [x], x.shape, { attributes: { axis } })),
  along("LogSoftmax", logSoftmax),
];

function along(name: string, formula: (graph: Graph, x: Handle, axis: number) => Handle): OnnxKernel {
  return {
    name,
    plan: (given, attributes) => {
      const logits = tensor(given, "logits");
      const axis = (attributes.dim ?? attributes.axis) as number;
      if (!computes([logits])) return undefined;
      return {
        inputs: [logits],
        attributes: [axis],
        outputs: [{ type: "float32", shape: logits.shape }],
        emit: (graph, [x]) => [formula(graph, graph.cast(x, "float32"), axis)],
      };
    },
  };
}

/** x - max - log Σ exp(x - max) where there is no operator for it: ONNX Runtime's WebGPU provider has none. */
function logSoftmax(graph: Graph, x: Handle, axis: number): Handle {
  if (graph.provider === "cpu") return graph.add("LogSoftmax", [x], x.shape, { attributes: { axis } });
  const place = axis < 0 ? axis + x.shape.length : axis;
  const one = x.shape.map((length, own) => (own === place ? 1 : length));
  const [axes, kept] = [graph.integers([place]), { attributes: { keepdims: 1 } }];
  const shifted = graph.add("Sub", [x, graph.add("ReduceMax", [x, axes], one, kept)], x.shape);
  const sum = graph.add("ReduceSum", [graph.add("Exp", [shifted], x.shape), axes], one, kept);
  return graph.add("Sub", [shifted, graph.add("Log", [sum], one)], x.shape);
}
