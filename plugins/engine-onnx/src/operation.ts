import type { NumberType } from "./element-type.js";
import type { Graph, Handle } from "./graph.js";
import type { Shape } from "./shape.js";
import type { Value } from "./value.js";

export interface OutputDescription {
  readonly type: NumberType;
  readonly shape: Shape;
}

/** Writes an operation into a graph: takes handles of its inputs in the shapes that it declared, and gives those of its outputs. */
export type Emit = (graph: Graph, inputs: readonly Handle[]) => readonly Handle[];

/** All operations that compute the same from inputs of the same shapes and types. */
export interface OperationKind {
  /** Equal numbers: equal kinds. */
  readonly id: number;
  readonly outputs: readonly OutputDescription[];
  readonly emit: Emit;
  /** Input axes of any length, `[input, axis]`; outputs do not depend on them. */
  readonly growing: readonly (readonly [input: number, axis: number])[];
  /** Whether it is a whole recorded function. */
  readonly isFunction: boolean;
}

/** One recorded operation, not computed yet. */
export interface Operation {
  readonly kind: OperationKind;
  readonly inputs: readonly Value[];
  readonly shapes: readonly Shape[];
  readonly outputs: readonly Value[];
}
