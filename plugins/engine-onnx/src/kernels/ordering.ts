import { util } from "@tensorflow/tfjs";
import type { NumberType } from "../element-type.js";
import type { Graph, Handle } from "../graph.js";
import { computes, tensor, type OnnxKernel } from "../kernel.js";
import { missing } from "./missing.js";

/** Bool has no order in ONNX. */
function ordered(graph: Graph, handle: Handle): Handle {
  return graph.cast(handle, handle.type === "bool" ? "int32" : handle.type);
}

/** The place of the first extreme along an axis; NaNs are none. `worst` loses against every number. */
function placeOfExtreme(name: string, worst: number): OnnxKernel {
  return {
    name,
    plan: (given, attributes) => {
      const x = tensor(given, "x");
      const [axis] = util.parseAxisParam(attributes.axis as number, x.shape);
      if (!computes([x]) || x.shape[axis] === 0) return undefined;
      const shape = x.shape.filter((_, place) => place !== axis);
      return {
        inputs: [x],
        attributes: [axis],
        outputs: [{ type: "int32", shape }],
        emit: (graph, [handle]) => {
          const numbers = withoutNaN(graph, ordered(graph, handle), worst);
          return [graph.cast(graph.add(name, [numbers], shape, { type: "int64", attributes: { axis, keepdims: 0 } }), "int32")];
        },
      };
    },
  };
}

function withoutNaN(graph: Graph, numbers: Handle, instead: number): Handle {
  if (numbers.type !== "float32") return numbers;
  return graph.add("Where", [missing(graph, numbers), graph.scalar(instead, "float32"), numbers], numbers.shape, { type: "float32" });
}

/** The largest numbers along the last axis, sorted, and their places; the first of equal ones comes first. */
const topK: OnnxKernel = {
  name: "TopK",
  many: true,
  plan: (given, attributes) => {
    const x = tensor(given, "x");
    const k = attributes.k as number;
    if (!computes([x]) || util.sizeFromShape(x.shape) === 0 || k === 0) return undefined;
    const type = x.dtype as NumberType;
    const shape = [...x.shape.slice(0, -1), k];
    return {
      inputs: [x],
      attributes: [k],
      outputs: [
        { type, shape },
        { type: "int32", shape },
      ],
      emit: (graph, [handle]) => {
        const from = ordered(graph, handle);
        const [values, places] = graph.addMany(
          "TopK",
          [from, graph.integers([k])],
          [
            { type: from.type, shape },
            { type: "int64", shape },
          ],
        );
        return [graph.cast(values, type), graph.cast(places, "int32")];
      },
    };
  },
};

/** Kernels that compare the numbers of a row. */
export const ordering: readonly OnnxKernel[] = [placeOfExtreme("ArgMax", -Infinity), placeOfExtreme("ArgMin", Infinity), topK];
