import { util } from "@tensorflow/tfjs";
import { computes, tensor, type OnnxKernel } from "../kernel.js";

/** Running sums along an axis, from either end, with or without the number at the place itself. */
export const cumsum: OnnxKernel = {
  name: "Cumsum",
  plan: (given, attributes) => {
    const x = tensor(given, "x");
    if (!computes([x]) || x.shape.length === 0) return undefined;
    const [axis] = util.parseAxisParam(attributes.axis as number, x.shape);
    const flags = { exclusive: attributes.exclusive === true ? 1 : 0, reverse: attributes.reverse === true ? 1 : 0 };
    const type = x.dtype === "float32" ? "float32" : "int32";
    return {
      inputs: [x],
      attributes: [axis, flags],
      outputs: [{ type, shape: x.shape }],
      emit: (graph, [handle]) => [graph.add("CumSum", [graph.cast(handle, type), graph.integers([axis])], x.shape, { attributes: flags })],
    };
  },
};
