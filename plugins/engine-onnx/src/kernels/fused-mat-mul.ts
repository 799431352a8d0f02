import { tensor, type OnnxKernel } from "../kernel.js";
import { activationFormulas } from "./activation-formulas.js";
import { batchMatMul } from "./batch-mat-mul.js";

/** A matrix product, a bias that broadcasts and an activation, as layers of TensorFlow.js ask for them. */
export const fusedMatMul: OnnxKernel = {
  name: "_FusedMatMul",
  plan: (given, attributes) => {
    const [bias, slopes] = ["bias", "preluActivationWeights"].map((name) => ((given[name] as unknown) == null ? [] : [tensor(given, name)]));
    const { activation, leakyreluAlpha } = attributes as { activation: string; leakyreluAlpha: number };
    const product = batchMatMul.plan(given, attributes);
    if (product === undefined || !(activation in activationFormulas) || [...bias, ...slopes].some(({ dtype }) => dtype !== "float32")) return undefined;
    const [{ shape }] = product.outputs;
    return {
      ...product,
      inputs: [...product.inputs, ...bias, ...slopes],
      attributes: [...(product.attributes ?? []), activation, leakyreluAlpha, bias.length],
      emit: (graph, [a, b, ...others]) => {
        const [values] = product.emit(graph, [a, b]);
        const sum = bias.length === 0 ? values : graph.add("Add", [values, others[0]], shape);
        return [activationFormulas[activation](graph, [sum, ...others.slice(bias.length)], shape, { alpha: leakyreluAlpha })];
      },
    };
  },
};
