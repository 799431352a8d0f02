import { backend_util } from "@tensorflow/tfjs";
import type { OnnxKernel } from "../kernel.js";
import { activationFormulas, whereNegative } from "./activation-formulas.js";
import { elementwise, type Elementwise, type Formula } from "./elementwise.js";

const { elu, leakyrelu, prelu, relu6 } = activationFormulas;

const selu: Formula = (graph, [x], shape) => {
  const { SELU_SCALE, SELU_SCALEALPHA } = backend_util;
  return graph.add("Selu", [x], shape, { attributes: { alpha: { float: SELU_SCALEALPHA / SELU_SCALE }, gamma: { float: SELU_SCALE } } });
};

/** From the value y of elu: its slope is y + 1 where y is below 0, else 1. */
const eluGradient: Formula = (graph, [dy, y], shape) => {
  const slope = graph.add("Add", [y, graph.scalar(1, "float32")], shape);
  return whereNegative(graph, y, [graph.add("Mul", [dy, slope], shape), dy], shape);
};

function activation(name: string, formula: Formula, rest: Partial<Elementwise> = {}): OnnxKernel {
  return elementwise({ name, inputs: ["x"], gives: "float32", computesIn: "float32", formula, ...rest });
}

/** Kernels of activation functions; those that are one operator of ONNX without attributes are in `unary`. */
export const activations: readonly OnnxKernel[] = [
  activation("Elu", elu),
  activation("EluGrad", eluGradient, { inputs: ["dy", "y"] }),
  activation("Selu", selu),
  activation("LeakyRelu", leakyrelu, { attributes: ["alpha"] }),
  activation("Prelu", prelu, { inputs: ["x", "alpha"] }),
  activation("Relu6", relu6, { gives: undefined }),
];
