import { tensor, type OnnxKernel } from "../kernel.js";

/** `Swish` of @lode/core's fused kernels. */
export const swish: OnnxKernel = {
  name: "Swish",
  plan: (given) => {
    const x = tensor(given, "x");
    return {
      inputs: [x],
      outputs: [{ type: "float32", shape: x.shape }],
      emit: (graph, [handle]) => [graph.add("QuickGelu", [handle], x.shape, { microsoft: true, attributes: { alpha: { float: 1 } } })],
    };
  },
};
