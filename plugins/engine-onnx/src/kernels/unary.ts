import type { Formula } from "./elementwise.js";
import { elementwise, operator } from "./elementwise.js";
import type { OnnxKernel } from "../kernel.js";

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
  Log: "Log",
  Reciprocal: "Reciprocal",
  Relu: "Relu",
  Round: "Round",
  Sigmoid: "Sigmoid",
  Sin: "Sin",
  Sinh: "Sinh",
  Softplus: "Softplus",
  Sqrt: "Sqrt",
  Tan: "Tan",
  Tanh: "Tanh",
};

const FORMULAS: Readonly<Record<string, Formula>> = {
  // ONNX's Sign of a NaN is a NaN.
  Sign: (graph, [x], shape) => {
    const zero = graph.scalar(0, "float32");
    const [above, below] = ["Greater", "Less"].map((name) => graph.cast(graph.add(name, [x, zero], shape, { type: "bool" }), "float32"));
    return graph.add("Sub", [above, below], shape);
  },
  // Rounding moves 1 + x and 1 + x - 1 alike, so that their errors cancel (Kahan): where x is lost in the sum, log1p(x) = x; where 1 is, log(x).
  Log1p: (graph, [x], shape) => {
    const one = graph.scalar(1, "float32");
    const sum = graph.add("Add", [x, one], shape);
    const logarithm = graph.add("Log", [sum], shape);
    const scaled = graph.add("Mul", [logarithm, graph.add("Div", [x, graph.add("Sub", [sum, one], shape)], shape)], shape);
    const [tiny, huge] = [one, x].map((other) => graph.add("Equal", [sum, other], shape, { type: "bool" }));
    const large = graph.add("Where", [huge, logarithm, scaled], shape, { type: "float32" });
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
  elementwise({ name: "Exp", inputs: ["x"], gives: "float32", computesIn: "float32", formula: operator("Exp") }),
  elementwise({ name: "Abs", inputs: ["x"], formula: operator("Abs") }),
  elementwise({ name: "Neg", inputs: ["x"], formula: operator("Neg") }),
  elementwise({ name: "Square", inputs: ["x"], formula: (graph, [x], shape) => graph.add("Mul", [x, x], shape) }),
  elementwise({ name: "LogicalNot", inputs: ["x"], gives: "bool", formula: operator("Not") }),
  elementwise({ name: "IsNan", inputs: ["x"], gives: "bool", computesIn: "float32", formula: operator("IsNaN", "bool") }),
  elementwise({ name: "IsInf", inputs: ["x"], gives: "bool", computesIn: "float32", formula: operator("IsInf", "bool") }),
  elementwise({
    name: "IsFinite",
    inputs: ["x"],
    gives: "bool",
    computesIn: "float32",
    formula: (graph, [x], shape) => graph.add("Less", [graph.add("Abs", [x], shape), graph.scalar(Infinity, "float32")], shape, { type: "bool" }),
  }),
];
