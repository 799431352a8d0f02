import type { Graph, Handle } from "../graph.js";

/** e to the power of minus this is so small beside 1 that float32 does not see a thousand of them, and still far from the numbers that processors are slow with. */
const FARTHEST = 60;

/**
 * softmax along the last axis of [N, M, t]. Scores far below the largest of their line are raised to where their share is e^-60: ONNX Runtime would
 * compute numbers below the normal ones for them, which takes processors five times as long, and in causal attention that is half of all.
 */
export function shares(graph: Graph, scores: Handle): Handle {
  const axis = { attributes: { axis: 2 } };
  if (graph.provider === "webgpu") return graph.add("Softmax", [scores], scores.shape, axis);
  const ofLines = [...scores.shape.slice(0, 2), 1];
  const largest = graph.add("ReduceMax", [scores, graph.integers([2])], ofLines, { attributes: { keepdims: 1 } });
  const lowest = graph.add("Sub", [largest, graph.scalar(FARTHEST, "float32")], ofLines);
  return graph.add("Softmax", [graph.add("Max", [scores, lowest], scores.shape)], scores.shape, axis);
}
