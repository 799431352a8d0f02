import type { Graph, Handle } from "./graph.js";
import type { Shape } from "./shape.js";

/** Tensors that a shader of WebGPU binds besides its result: limits of devices begin at 8. */
const MOST_BOUND = 7;

/** Tensors one after another along an axis; shape is that of the whole. */
export function concatenated(graph: Graph, parts: readonly Handle[], axis: number, shape: Shape): Handle {
  if (parts.length === 1) return parts[0];
  if (graph.provider === "cpu" || parts.length <= MOST_BOUND) return graph.add("Concat", parts, shape, { attributes: { axis } });
  const groups = Array.from({ length: Math.ceil(parts.length / MOST_BOUND) }, (_, group) => parts.slice(group * MOST_BOUND, (group + 1) * MOST_BOUND));
  const joined = groups.map((group) =>
    concatenated(
      graph,
      group,
      axis,
      withLength(
        shape,
        axis,
        group.reduce((sum, part) => sum + part.shape[axis], 0),
      ),
    ),
  );
  return concatenated(graph, joined, axis, shape);
}

/** A tensor cut along an axis into parts of these lengths. */
export function cut(graph: Graph, whole: Handle, axis: number, lengths: readonly number[]): readonly Handle[] {
  if (lengths.length === 1) return [whole];
  const outputs = lengths.map((length) => ({ type: whole.type, shape: withLength(whole.shape, axis, length) }));
  if (graph.provider === "cpu") return graph.addMany("Split", [whole, graph.integers(lengths)], outputs, { attributes: { axis } });
  let start = 0;
  return outputs.map(({ shape }, place) => {
    const [from, to] = [start, start + lengths[place]];
    start = to;
    return graph.add("Slice", [whole, graph.integers([from]), graph.integers([to]), graph.integers([axis])], shape);
  });
}

function withLength(shape: Shape, axis: number, length: number): Shape {
  return shape.map((own, place) => (place === axis ? length : own));
}
