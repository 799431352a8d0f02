import { emitOperation } from "./emit-operation.js";
import type { Graph, Handle } from "./graph.js";
import type { Operation, OperationKind } from "./operation.js";
import { sizeOf, type Shape } from "./shape.js";
import type { Value } from "./value.js";

export interface SegmentParts {
  readonly inputs: readonly { readonly value: Value; readonly shape: Shape }[];
  readonly operations: readonly Operation[];
  readonly outputs: readonly { readonly value: Value; readonly shape: Shape }[];
  readonly growing: OperationKind["growing"];
}

/** Many operations as one kind. Values that have their numbers and are not inputs are constants. */
export function segment({ inputs, operations, outputs, growing }: SegmentParts): Omit<OperationKind, "id"> {
  return {
    growing,
    isFunction: true,
    outputs: outputs.map(({ value: { type }, shape }) => ({ type, shape })),
    emit: (graph, given) => {
      const handles = new Map<Value, Handle>();
      // Axes that grow have, for the operations inside, the length at which they were recorded.
      inputs.forEach(({ value, shape }, place) => handles.set(value, { ...given[place], shape }));
      for (const operation of operations) {
        operation.inputs.forEach((value, place) => handles.set(value, read(graph, handles, value, operation.shapes[place])));
        emitOperation(graph, operation, handles);
      }
      return outputs.map(({ value, shape }) => graph.reshaped(read(graph, handles, value, shape), shape));
    },
  };
}

function read(graph: Graph, handles: Map<Value, Handle>, value: Value, shape: Shape): Handle {
  const handle = handles.get(value);
  if (handle !== undefined) return handle;
  if (value.numbers === undefined || value.numbers.length !== sizeOf(shape))
    throw new RangeError("a compiled function uses a tensor from outside that is not computed");
  return graph.constant(value.numbers, value.type, shape);
}
