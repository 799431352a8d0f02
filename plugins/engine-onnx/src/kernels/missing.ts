import type { Graph, Handle } from "../graph.js";

/** True where a number is NaN. ONNX Runtime's WebGPU provider has no IsNaN: NaN is what does not equal itself. */
export function missing(graph: Graph, numbers: Handle): Handle {
  if (graph.provider === "cpu") return graph.add("IsNaN", [numbers], numbers.shape, { type: "bool" });
  return graph.add("Not", [graph.add("Equal", [numbers, numbers], numbers.shape, { type: "bool" })], numbers.shape);
}
