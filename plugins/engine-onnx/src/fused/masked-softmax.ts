import type { Graph, Handle } from "../graph.js";
import { tensor, type OnnxKernel } from "../kernel.js";
import { concatenated, cut } from "../many-tensors.js";
import { shares } from "./shares.js";

/** Masks are 0 where a score counts, and far below this where it does not. */
const COUNTS = -1;

/** `MaskedSoftmax` of @lode/core's fused kernels. */
export const maskedSoftmax: OnnxKernel = {
  name: "MaskedSoftmax",
  many: true,
  plan: (given) => {
    const count = Object.keys(given).length / 2;
    const [scores, masks] = ["scores", "mask"].map((name) => Array.from({ length: count }, (_, block) => tensor(given, `${name}${block}`)));
    return {
      inputs: [...scores, ...masks],
      outputs: scores.map(({ shape }) => ({ type: "float32", shape })),
      emit: (graph, handles) => sharesOfBlocks(graph, handles.slice(0, count), handles.slice(count)),
    };
  },
};

function sharesOfBlocks(graph: Graph, scores: readonly Handle[], masks: readonly Handle[]): readonly Handle[] {
  const [rows, lines] = scores[0].shape;
  const lengths = scores.map(({ shape }) => shape[2]);
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const masked = scores.map((block, place) => combined(graph, "Add", block, masks[place]));
  const all = shares(graph, concatenated(graph, masked, 2, [rows, lines, total]));
  return cut(graph, all, 2, lengths).map((block, place) => combined(graph, "Mul", block, counting(graph, masks[place])));
}

/** A block [N, M, t] and something of the shape of its mask. */
function combined(graph: Graph, operator: "Add" | "Mul", block: Handle, factor: Handle): Handle {
  const [stretches, , lines, length] = factor.shape;
  const shape = [stretches, (block.shape[0] * block.shape[1]) / (stretches * lines), lines, length];
  return graph.reshaped(graph.add(operator, [graph.reshaped(block, shape), factor], shape), block.shape);
}

/** 1 where a score counts, else 0: its share must be 0 exactly. */
function counting(graph: Graph, mask: Handle): Handle {
  return graph.cast(graph.add("Greater", [mask, graph.scalar(COUNTS, "float32")], mask.shape, { type: "bool" }), "float32");
}
