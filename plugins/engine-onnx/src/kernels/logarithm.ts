import type { Formula } from "./elementwise.js";

/** The natural logarithm. In shaders of WebGPU that of 0 and below is any number: it is chosen here. */
export const logarithm: Formula = (graph, [x], shape) => {
  const finite = graph.add("Log", [x], shape);
  if (graph.provider === "cpu") return finite;
  const zero = graph.scalar(0, "float32");
  const [above, equal] = ["Greater", "Equal"].map((operator) => graph.add(operator, [x, zero], shape, { type: "bool" }));
  const limit = graph.add("Where", [equal, graph.scalar(-Infinity, "float32"), graph.scalar(NaN, "float32")], shape, { type: "float32" });
  return graph.add("Where", [above, finite, limit], shape, { type: "float32" });
};
