import { backend_util, type NamedAttrMap, type TensorInfo } from "@tensorflow/tfjs";
import type { ElementType, NumberType } from "../element-type.js";
import type { Graph, Handle } from "../graph.js";
import { computes, tensor, type OnnxKernel } from "../kernel.js";
import type { Shape } from "../shape.js";

/** Number by number: tensors of a type, handles that have its result's shape when they are combined. */
export type Formula = (graph: Graph, inputs: readonly Handle[], shape: Shape, attributes: NamedAttrMap) => Handle;

export interface Elementwise {
  readonly name: string;
  readonly inputs: readonly string[];
  /** Type of the result; that of the first input when left out. */
  readonly gives?: NumberType;
  /** Type in which it is computed, where ONNX Runtime has the operators for it alone; the inputs' own when left out. */
  readonly computesIn?: "float32" | "int32" | "float64";
  /** Attributes of the kernel that the formula depends on. */
  readonly attributes?: readonly string[];
  readonly formula: Formula;
}

/** A kernel that combines tensors number by number, with broadcasting. ONNX's rules of broadcasting are those of TensorFlow.js. */
export function elementwise({ name, inputs: names, gives, computesIn, formula, attributes = [] }: Elementwise): OnnxKernel {
  return {
    name,
    plan: (given, values) => {
      const inputs = names.map((input) => tensor(given, input));
      if (!computes(inputs)) return undefined;
      const shape = broadcastShape(inputs);
      const type = gives ?? (inputs[0].dtype as NumberType);
      // Bool has no arithmetic in ONNX.
      const within = computesIn ?? (type === "bool" && gives === undefined ? "int32" : undefined);
      return {
        inputs,
        attributes: attributes.map((attribute) => values[attribute]),
        outputs: [{ type, shape }],
        emit: (graph, handles) => {
          const operands = within === undefined ? handles : handles.map((handle) => graph.cast(handle, within));
          return [graph.cast(formula(graph, operands, shape, values), type)];
        },
      };
    },
  };
}

function broadcastShape(tensors: readonly TensorInfo[]): Shape {
  return tensors.map(({ shape }) => shape).reduce((shape, other) => backend_util.assertAndGetBroadcastShape(shape, other));
}

/** One operator of ONNX. */
export function operator(name: string, type?: ElementType): Formula {
  return (graph, inputs, shape) => graph.add(name, inputs, shape, { type });
}
