import type { Graph, Handle } from "../graph.js";
import { concatenated, cut } from "../many-tensors.js";
import { sizeOf, type Shape } from "../shape.js";

/**
 * From 210,000 numbers on ONNX Runtime deals the rows of a ScatterND out to its threads, and rows for the same place then lose one another's additions
 * (compare https://github.com/microsoft/onnxruntime/issues/18048). Below that one thread adds them in order.
 */
const MOST_NUMBERS = 150_000;

/**
 * Rows `updates` [N, width] added to zeros [...places, width], each at the place that its row of `indices` [N, places.length] names. Rows of one place add
 * up in order.
 */
export function scatterSums(graph: Graph, updates: Handle, indices: Handle, places: Shape): Handle {
  const widths = columnBlocks(graph, updates, places);
  const rows = rowBlocks(graph, updates.shape[0], widths[0]);
  const indexBlocks = cut(graph, graph.cast(indices, "int64"), 0, rows);
  const sums = cut(graph, updates, 1, widths).map((columns, part) => {
    const shape = [...places, widths[part]];
    const zeros = graph.add("Expand", [graph.scalar(0, updates.type as "float32"), graph.integers(shape)], shape);
    return cut(graph, columns, 0, rows).reduce(
      (sum, block, place) => graph.add("ScatterND", [sum, indexBlocks[place], block], shape, { attributes: { reduction: "add" } }),
      zeros,
    );
  });
  return concatenated(graph, sums, places.length, [...places, updates.shape[1]]);
}

/** Every block of rows copies the sums so far, which blocks of columns spare: that pays where there are many sums. */
function columnBlocks({ provider }: Graph, { shape: [rows, width] }: Handle, places: Shape): readonly number[] {
  if (provider !== "cpu" || sizeOf(places) * width <= 4 * MOST_NUMBERS) return [width];
  return blocks(width, Math.floor(MOST_NUMBERS / Math.max(1, rows)));
}

function rowBlocks({ provider }: Graph, rows: number, width: number): readonly number[] {
  return provider === "cpu" ? blocks(rows, Math.floor(MOST_NUMBERS / Math.max(1, width))) : [rows];
}

function blocks(length: number, wanted: number): readonly number[] {
  const most = Math.max(1, wanted);
  if (length <= most) return [length];
  return Array.from({ length: Math.ceil(length / most) }, (_, part) => Math.min(most, length - part * most));
}
