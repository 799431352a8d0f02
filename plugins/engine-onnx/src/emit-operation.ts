import type { Graph, Handle } from "./graph.js";
import type { Operation } from "./operation.js";
import type { Value } from "./value.js";

/** Writes an operation into a graph: reads the handles of its inputs, each in the shape in which it wants it, and adds those of its outputs. */
export function emitOperation(graph: Graph, { kind, inputs, shapes, outputs }: Operation, handles: Map<Value, Handle>): void {
  const read = inputs.map((value, place) => graph.reshaped(handles.get(value) as Handle, shapes[place]));
  kind.emit(graph, read).forEach((handle, place) => handles.set(outputs[place], handle));
}
