import type { Graph, Handle } from "../graph.js";
import type { Shape } from "../shape.js";
import type { Formula } from "./elementwise.js";
import { keepingNaN } from "./keeping-nan.js";

/** Activations that TensorFlow.js also fuses with matrix products, by their names there. All compute in float32; the slope of `leakyrelu` is `alpha`. */
export const activationFormulas: Readonly<Record<string, Formula>> = {
  linear: (_, [x]) => x,
  relu: keepingNaN((graph, [x], shape) => graph.add("Relu", [x], shape)),
  relu6: keepingNaN((graph, [x], shape) => graph.add("Clip", [x, graph.scalar(0, "float32"), graph.scalar(6, "float32")], shape)),
  elu: keepingNaN((graph, [x], shape) => graph.add("Elu", [x], shape)),
  sigmoid: keepingNaN((graph, [x], shape) => graph.add("Sigmoid", [x], shape)),
  leakyrelu: (graph, [x], shape, { alpha }) => graph.add("LeakyRelu", [x], shape, { attributes: { alpha: { float: alpha as number } } }),
  prelu: (graph, [x, slope], shape) => whereNegative(graph, x, [graph.add("Mul", [x, slope], shape), x], shape),
};

/** The first value where x is below 0, else the second. */
export function whereNegative(graph: Graph, x: Handle, values: readonly [Handle, Handle], shape: Shape): Handle {
  const negative = graph.add("Less", [x, graph.scalar(0, "float32")], x.shape, { type: "bool" });
  return graph.add("Where", [negative, ...values], shape, { type: "float32" });
}
