import type { NamedTensorInfoMap } from "@tensorflow/tfjs";
import type { Graph, Handle } from "../graph.js";
import { tensor, type OnnxKernel } from "../kernel.js";
import type { Shape } from "../shape.js";
import { elementwise, type Formula } from "./elementwise.js";

/** ⌊a / b⌋. */
const quotient: Formula = (graph, inputs, shape) => graph.add("Floor", [graph.add("Div", inputs, shape)], shape);

/** What is left of a, with the sign of b: of numbers of different signs it is moved by b, since `fmod` has the sign of a. */
const remainder: Formula = (graph, [a, b], shape) => {
  const zero = inFloat64(graph, 0);
  const modulo = (numbers: Handle): Handle => graph.add("Mod", [numbers, b], shape, { attributes: { fmod: 1 } });
  const [negativeA, negativeB] = [a, b].map((handle) => graph.add("Less", [handle, zero], handle.shape, { type: "bool" }));
  const differ = graph.add("Xor", [negativeA, negativeB], shape, { type: "bool" });
  const left = modulo(a);
  return graph.add("Where", [differ, modulo(graph.add("Add", [left, b], shape)), left], shape, { type: "float64" });
};

/** Numbers that are not finite become 0, as where JavaScript writes them into an Int32Array. */
function finite(formula: Formula): Formula {
  return (graph, inputs, shape, attributes) => {
    const numbers = formula(graph, inputs, shape, attributes);
    const isFinite = equal(graph, [graph.add("Sub", [numbers, numbers], shape), inFloat64(graph, 0)], shape);
    return graph.add("Where", [isFinite, numbers, inFloat64(graph, 0)], shape, { type: "float64" });
  };
}

function equal(graph: Graph, inputs: readonly Handle[], shape: Shape): Handle {
  return graph.add("Equal", inputs, shape, { type: "bool" });
}

function inFloat64(graph: Graph, value: number): Handle {
  return graph.cast(graph.scalar(value, "float32"), "float64");
}

// In float64, which holds every int32: ONNX Runtime refuses to divide int32 by 0.
const settings = { inputs: ["a", "b"], computesIn: "float64" } as const;
const floorDiv = elementwise({ ...settings, name: "FloorDiv", gives: "int32", formula: finite(quotient) });
const modOfFloats = elementwise({ ...settings, name: "Mod", formula: remainder });
const modOfIntegers = elementwise({ ...settings, name: "Mod", formula: finite(remainder) });

const isFloat = (given: NamedTensorInfoMap): boolean => tensor(given, "a").dtype === "float32";

/** Kernels of division that rounds down. */
export const division: readonly OnnxKernel[] = [
  floorDiv,
  { name: "Mod", plan: (given, attributes) => (isFloat(given) ? modOfFloats : modOfIntegers).plan(given, attributes) },
];
