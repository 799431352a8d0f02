import { util } from "@tensorflow/tfjs";
import type { NumberType } from "../element-type.js";
import type { Graph, Handle } from "../graph.js";
import { computes, tensor, type OnnxKernel } from "../kernel.js";
import { missing } from "./missing.js";

interface Reduction {
  readonly name: string;
  readonly operator: string;
  /** Type of the result by that of the input; the input's own when left out. */
  readonly gives?: (type: string) => NumberType;
  readonly computesIn?: "float32" | "int32";
  /** The operator passes NaNs over, where TensorFlow.js gives NaN. */
  readonly losesNaN?: boolean;
}

const countable = (type: string): "float32" | "int32" => (type === "float32" ? "float32" : "int32");

const REDUCTIONS: readonly Reduction[] = [
  { name: "Sum", operator: "ReduceSum", gives: countable },
  { name: "Prod", operator: "ReduceProd", gives: countable },
  { name: "Mean", operator: "ReduceMean", gives: () => "float32", computesIn: "float32" },
  { name: "Max", operator: "ReduceMax", losesNaN: true },
  { name: "Min", operator: "ReduceMin", losesNaN: true },
  { name: "All", operator: "ReduceMin", computesIn: "int32" },
  { name: "Any", operator: "ReduceMax", computesIn: "int32" },
];

/** Kernels that take one number for all those along some axes. */
export const reductions: readonly OnnxKernel[] = REDUCTIONS.map(reduction);

function reduction({ name, operator, gives, computesIn, losesNaN }: Reduction): OnnxKernel {
  return {
    name,
    plan: (given, attributes) => {
      const x = tensor(given, "x");
      if (!computes([x])) return undefined;
      const axes = util.parseAxisParam((attributes.reductionIndices ?? attributes.axis) as number | number[], x.shape);
      const keepDims = attributes.keepDims === true;
      const kept = x.shape.map((length, axis) => (axes.includes(axis) ? 1 : length));
      const shape = keepDims ? kept : x.shape.filter((_, axis) => !axes.includes(axis));
      const type = gives?.(x.dtype) ?? (x.dtype as NumberType);
      const within = computesIn ?? (x.dtype === "bool" ? "int32" : x.dtype);
      return {
        inputs: [x],
        attributes: [axes, keepDims],
        outputs: [{ type, shape }],
        emit: (graph, [handle]) => {
          const operand = graph.cast(handle, within as "float32");
          if (axes.length === 0) return [graph.cast(operand, type)];
          const reduce = (which: string, from: Handle): Handle =>
            graph.add(which, [from, graph.integers(axes)], shape, { attributes: { keepdims: keepDims ? 1 : 0 } });
          const reduced = graph.cast(reduce(operator, operand), type);
          if (losesNaN !== true || operand.type !== "float32") return [reduced];
          return [withNaN(graph, operand, reduced, (from) => reduce("ReduceMax", from))];
        },
      };
    },
  };
}

/** NaN where one of the numbers was. */
function withNaN(graph: Graph, numbers: Handle, reduced: Handle, anyOf: (numbers: Handle) => Handle): Handle {
  const found = missing(graph, numbers);
  const any = graph.cast(anyOf(graph.cast(found, "float32")), "bool");
  return graph.add("Where", [any, graph.scalar(NaN, "float32"), reduced], reduced.shape, { type: "float32" });
}
