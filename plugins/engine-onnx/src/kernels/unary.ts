import type { OnnxKernel } from "../kernel.js";
import { activationFormulas } from "./activation-formulas.js";
import { elementwise, operator, type Formula } from "./elementwise.js";
import { keepingNaN } from "./keeping-nan.js";
import { logarithm } from "./logarithm.js";
import { missing } from "./missing.js";

/** ONNX's operators by the kernel that they are; all compute in float32. */
const OPERATORS: Readonly<Record<string, string>> = {
  Acos: "Acos",
  Acosh: "Acosh",
  Asin: "Asin",
  Asinh: "Asinh",
  Atan: "Atan",
  Atanh: "Atanh",
  Ceil: "Ceil",
  Cos: "Cos",
  Cosh: "Cosh",
  Erf: "Erf",
  Floor: "Floor",
  Reciprocal: "Reciprocal",
  Round: "Round",
  Sin: "Sin",
  Sinh: "Sinh",
  Sqrt: "Sqrt",
  Tan: "Tan",
  Tanh: "Tanh",
};

const FORMULAS: Readonly<Record<string, Formula>> = {
  Log: logarithm,
  Relu: activationFormulas.relu,
  Sigmoid: activationFormulas.sigmoid,
  Softplus: keepingNaN(operator("Softplus")),
  // ONNX's Sign of a NaN is a NaN.
  Sign: (graph, [x], shape) => {
    const zero = graph.scalar(0, "float32");
    const [above, below] = ["Greater", "Less"].map((name) => graph.cast(graph.add(name, [x, zero], shape, { type: "bool" }), "float32"));
    return graph.add("Sub", [above, below], shape);
  },
  // Rounding moves 1 + x and 1 + x - 1 alike, so that their errors cancel (Kahan): where x is lost in the sum, log1p(x) = x; where 1 is, log(x).
  Log1p: (graph, [x], shape, attributes) => {
    const one = graph.scalar(1, "float32");
    const sum = graph.add("Add", [x, one], shape);
    const ofSum = logarithm(graph, [sum], shape, attributes);
    const scaled = graph.add("Mul", [ofSum, graph.add("Div", [x, graph.add("Sub", [sum, one], shape)], shape)], shape);
    const [tiny, huge] = [one, x].map((other) => graph.add("Equal", [sum, other], shape, { type: "bool" }));
    const large = graph.add("Where", [huge, ofSum, scaled], shape, { type: "float32" });
    return graph.add("Where", [tiny, x, large], shape, { type: "float32" });
  },
  // exp(x) - 1 = tanh(x / 2) (exp(x) + 1), without a difference of nearly equal numbers.
  Expm1: (graph, [x], shape) => {
    const half = graph.add("Tanh", [graph.add("Mul", [x, graph.scalar(0.5, "float32")], shape)], shape);
    return graph.add("Mul", [half, graph.add("Add", [graph.add("Exp", [x], shape), graph.scalar(1, "float32")], shape)], shape);
  },
  Rsqrt: (graph, [x], shape) => graph.add("Reciprocal", [graph.add("Sqrt", [x], shape)], shape),
};

/** Kernels of one tensor. */
export const unary: readonly OnnxKernel[] = [
  ...Object.entries(OPERATORS).map(([name, operatorName]) => elementwise({ name, inputs: ["x"], computesIn: "float32", formula: operator(operatorName) })),
  ...Object.entries(FORMULAS).map(([name, formula]) => elementwise({ name, inputs: ["x"], computesIn: "float32", formula })),
  elementwise({ name: "Exp", inputs: ["x"], gives: "float32", computesIn: "float32", formula: keepingNaN(operator("Exp")) }),
  elementwise({ name: "Abs", inputs: ["x"], formula: operator("Abs") }),
  elementwise({ name: "Neg", inputs: ["x"], formula: operator("Neg") }),
  elementwise({ name: "Square", inputs: ["x"], formula: (graph, [x], shape) => graph.add("Mul", [x, x], shape) }),
  elementwise({ name: "LogicalNot", inputs: ["x"], gives: "bool", formula: operator("Not") }),
  elementwise({ name: "IsNan", inputs: ["x"], gives: "bool", computesIn: "float32", formula: (graph, [x]) => missing(graph, x) }),
  elementwise({ name: "IsInf", inputs: ["x"], gives: "bool", computesIn: "float32", formula: operator("IsInf", "bool") }),
  elementwise({
    name: "IsFinite",
    inputs: ["x"],
    gives: "bool",
    computesIn: "float32",
    formula: (graph, [x], shape) => graph.add("Less", [graph.add("Abs", [x], shape), graph.scalar(Infinity, "float32")], shape, { type: "bool" }),
  }),
];
