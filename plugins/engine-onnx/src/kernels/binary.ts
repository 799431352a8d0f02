import { elementwise, operator, type Formula } from "./elementwise.js";
import type { OnnxKernel } from "../kernel.js";

const ARITHMETIC: Readonly<Record<string, Formula>> = {
  Add: operator("Add"),
  Sub: operator("Sub"),
  Multiply: operator("Mul"),
  Maximum: operator("Max"),
  Minimum: operator("Min"),
  SquaredDifference: (graph, inputs, shape) => {
    const difference = graph.add("Sub", inputs, shape);
    return graph.add("Mul", [difference, difference], shape);
  },
};

/** Comparisons by operator, with whether their result is turned round. */
const COMPARISONS: Readonly<Record<string, readonly [operator: string, negated: boolean]>> = {
  Equal: ["Equal", false],
  NotEqual: ["Equal", true],
  Less: ["Less", false],
  LessEqual: ["LessOrEqual", false],
  Greater: ["Greater", false],
  GreaterEqual: ["GreaterOrEqual", false],
};

const LOGICAL: Readonly<Record<string, string>> = { LogicalAnd: "And", LogicalOr: "Or" };

/** Kernels of two tensors. */
export const binary: readonly OnnxKernel[] = [
  ...Object.entries(ARITHMETIC).map(([name, formula]) => numeric({ name, formula })),
  numeric({ name: "RealDiv", formula: operator("Div"), gives: "float32" }),
  numeric({ name: "Pow", formula: operator("Pow") }),
  ...Object.entries(COMPARISONS).map(([name, [operatorName, negated]]) => numeric({ name, gives: "bool", formula: comparison(operatorName, negated) })),
  ...Object.entries(LOGICAL).map(([name, operatorName]) => elementwise({ name, inputs: ["a", "b"], gives: "bool", formula: operator(operatorName) })),
];

/** Bool has no arithmetic in ONNX; float32 holds all of it. */
function numeric({ name, formula, gives }: { name: string; formula: Formula; gives?: "float32" | "bool" }): OnnxKernel {
  const own = elementwise({ name, inputs: ["a", "b"], gives, formula, computesIn: gives === "float32" ? "float32" : undefined });
  const cast = elementwise({ name, inputs: ["a", "b"], gives, formula, computesIn: "float32" });
  return {
    name,
    plan: (inputs, attributes) => {
      const { a, b } = inputs as Record<string, { dtype: string }>;
      return (a.dtype === b.dtype && a.dtype !== "bool" ? own : cast).plan(inputs, attributes);
    },
  };
}

function comparison(name: string, negated: boolean): Formula {
  return (graph, inputs, shape) => {
    const result = graph.add(name, inputs, shape, { type: "bool" });
    return negated ? graph.add("Not", [result], shape) : result;
  };
}
