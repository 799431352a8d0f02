import type { Graph, Handle } from "../graph.js";
import { tensor, type OnnxKernel } from "../kernel.js";

/** `RotaryEmbedding` of @lode/core's fused kernels. */
export const rotaryEmbedding: OnnxKernel = {
  name: "RotaryEmbedding",
  plan: (given, attributes) => {
    const [x, cosines, sines] = [tensor(given, "x"), tensor(given, "cosines"), tensor(given, "sines")];
    const inverse = attributes.inverse === true;
    return {
      inputs: [x, cosines, sines],
      attributes: [inverse],
      outputs: [{ type: "float32", shape: x.shape }],
      emit: (graph, inputs) => [turned(graph, inputs, inverse)],
    };
  },
};

/** ONNX Runtime looks cosines and sines up in tables [positions, w/2]: here a token's position is its own place in the given ones. */
function turned(graph: Graph, [x, cosines, sines]: readonly Handle[], inverse: boolean): Handle {
  const [tokens, heads, width] = x.shape;
  const positions = graph.reshaped(graph.integers([...new Array(tokens).keys()]), [1, tokens]);
  const sine = half(graph, sines);
  const row = graph.reshaped(x, [1, tokens, heads * width]);
  const table = inverse ? graph.add("Neg", [sine], sine.shape) : sine;
  const result = graph.add("RotaryEmbedding", [row, positions, half(graph, cosines), table], row.shape, {
    microsoft: true,
    attributes: { num_heads: heads, interleaved: 0 },
  });
  return graph.reshaped(result, x.shape);
}

/** The first half of each row of a table. */
function half(graph: Graph, table: Handle): Handle {
  const [tokens, width] = table.shape;
  return graph.add("Slice", [table, graph.integers([0]), graph.integers([width / 2]), graph.integers([1])], [tokens, width / 2]);
}
