import type { Formula } from "./elementwise.js";

/**
 * A formula of one tensor that gives NaN where the first input is NaN. Shaders of WebGPU may assume that there are no NaNs: the larger one of NaN and 0 is 0 there
 * (https://www.w3.org/TR/WGSL/#floating-point-evaluation), and training would go on with it.
 */
export function keepingNaN(formula: Formula): Formula {
  return (graph, inputs, shape, attributes) => {
    const result = formula(graph, inputs, shape, attributes);
    if (graph.provider === "cpu") return result;
    const [x] = inputs;
    const isNumber = graph.add("Equal", [x, x], x.shape, { type: "bool" });
    return graph.add("Where", [isNumber, result, x], shape, { type: result.type });
  };
}
