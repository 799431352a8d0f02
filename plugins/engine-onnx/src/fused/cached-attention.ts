import type { Graph, Handle } from "../graph.js";
import { tensor, type OnnxKernel } from "../kernel.js";
import type { Shape } from "../shape.js";
import { shares } from "./shares.js";

/** `CachedAttention` of @lode/core's fused kernels. Nothing in it depends on the number of cached tokens. */
export const cachedAttention: OnnxKernel = {
  name: "CachedAttention",
  plan: (given) => {
    const inputs = ["query", "ownKey", "ownValue", "keys", "values"].map((name) => tensor(given, name));
    const masks = given.mask === undefined ? [] : [tensor(given, "mask")];
    return { inputs: [...inputs, ...masks], outputs: [{ type: "float32", shape: inputs[0].shape }], emit: (graph, handles) => [attended(graph, handles)] };
  },
};

function attended(graph: Graph, inputs: readonly Handle[]): Handle {
  const [query, ownKey, ownValue, keys, values] = inputs;
  const mask = inputs.at(5);
  const [rows, queries] = query.shape;
  const cached = keys.shape[0];
  const scores = product(graph, query, keys, { transB: 1, shape: [rows, queries, cached] });
  const seen = mask === undefined ? scores : graph.add("Add", [scores, mask], scores.shape);
  const own = ownScores(graph, query, ownKey);
  const both = graph.add("Concat", [seen, own], [rows, queries, cached + 1], { attributes: { axis: 2 } });
  const probabilities = mask === undefined ? graph.add("Softmax", [both], both.shape, { attributes: { axis: 2 } }) : shares(graph, both);
  const cut = (from: number, to: number, length: number): Handle =>
    graph.add("Slice", [probabilities, graph.integers([from]), graph.integers([to]), graph.integers([2])], [rows, queries, length]);
  const mixed = product(graph, cut(0, -1, cached), values, { transB: 0, shape: query.shape });
  const ownPart = graph.add("Mul", [cut(-1, Number.MAX_SAFE_INTEGER, 1), ownValue], query.shape);
  return graph.add("Add", [mixed, ownPart], query.shape);
}

/** The dot product of each query with its own key, [N, n, w] and [N, 1, w] to [N, n, 1]: many matrix products of two vectors would take longer. */
function ownScores(graph: Graph, query: Handle, ownKey: Handle): Handle {
  const [rows, queries] = query.shape;
  const products = graph.add("Mul", [query, ownKey], query.shape);
  return graph.add("ReduceSum", [products, graph.integers([2])], [rows, queries, 1], { attributes: { keepdims: 1 } });
}

/** [N, n, k] by a cache [t, N, w], whose batch axis is the second: on a CPU without moving it. */
function product(graph: Graph, a: Handle, cache: Handle, { transB, shape }: { transB: 0 | 1; shape: Shape }): Handle {
  if (graph.provider === "cpu") return graph.add("FusedMatMul", [a, cache], shape, { microsoft: true, attributes: { transB, transBatchB: 1 } });
  const [length, rows, width] = cache.shape;
  const byRow = transB === 1 ? { shape: [rows, width, length], perm: [1, 2, 0] } : { shape: [rows, length, width], perm: [1, 0, 2] };
  return graph.add("MatMul", [a, graph.add("Transpose", [cache], byRow.shape, { attributes: { perm: byRow.perm } })], shape);
}
