import type { NumberType } from "../element-type.js";
import type { Graph, Handle } from "../graph.js";
import type { Shape } from "../shape.js";
import { elementwise } from "./elementwise.js";
import { computes, tensor, type OnnxKernel } from "../kernel.js";
import { keepingNaN } from "./keeping-nan.js";
import { missing } from "./missing.js";

function where(graph: Graph, [condition, then, otherwise]: readonly Handle[], shape: Shape): Handle {
  return graph.add("Where", [graph.cast(condition, "bool"), then, otherwise], shape, { type: then.type });
}

/** `condition ? t : e`, number by number; a condition of rank 1 chooses whole rows. */
export const select: OnnxKernel = {
  name: "Select",
  plan: (given) => {
    const [condition, then, otherwise] = ["condition", "t", "e"].map((name) => tensor(given, name));
    if (!computes([condition, then, otherwise])) return undefined;
    const type = then.dtype as NumberType;
    const shape = then.shape;
    const conditionShape = condition.shape.length === 1 ? [condition.shape[0], ...shape.slice(1).map(() => 1)] : condition.shape;
    return {
      inputs: [{ ...condition, shape: conditionShape }, then, otherwise],
      outputs: [{ type, shape }],
      emit: (graph, [choice, ...values]) => {
        const [a, b] = type === "bool" ? values.map((value) => graph.cast(value, "int32")) : values;
        return [graph.cast(where(graph, [choice, a, b], shape), type)];
      },
    };
  },
};

/** x where it is above 0, else its product with a slope. */
export const step = elementwise({
  name: "Step",
  inputs: ["x"],
  computesIn: "float32",
  attributes: ["alpha"],
  formula: (graph, [x], shape, { alpha }) => {
    const above = graph.add("Greater", [x, graph.scalar(0, "float32")], shape, { type: "bool" });
    const stepped = where(graph, [above, graph.scalar(1, "float32"), graph.scalar(alpha as number, "float32")], shape);
    return where(graph, [missing(graph, x), x, stepped], shape);
  },
});

export const clipByValue = elementwise({
  name: "ClipByValue",
  inputs: ["x"],
  attributes: ["clipValueMin", "clipValueMax"],
  formula: keepingNaN((graph, [x], shape, { clipValueMin, clipValueMax }) => {
    const type = x.type as "float32" | "int32";
    const [low, high] = [clipValueMin, clipValueMax].map((bound) => graph.scalar(type === "int32" ? asInt32(bound as number) : (bound as number), type));
    return graph.add("Clip", [x, low, high], shape);
  }),
});

/** The nearest bound that an int32 can reach: infinities are no int32. */
function asInt32(bound: number): number {
  return Math.max(-(2 ** 31), Math.min(2 ** 31 - 1, Math.trunc(bound)));
}
