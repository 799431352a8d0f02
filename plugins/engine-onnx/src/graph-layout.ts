import type { ElementType } from "./element-type.js";
import type { GraphNode } from "./graph-node.js";
import type { Shape } from "./shape.js";

/** A tensor at the edge of a graph: numbers in a row out of those that are read, or written, as a whole. */
export interface Window {
  readonly name: string;
  readonly type: ElementType;
  readonly shape: Shape;
  /** Which of the wholes. */
  readonly whole: number;
  /** Where in it the numbers begin. */
  readonly from: number;
}

export interface InputWindow extends Window {
  /** Axes of any length. */
  readonly open: readonly number[];
}

/** A graph as it is run. */
export interface GraphLayout {
  readonly nodes: readonly GraphNode[];
  readonly inputs: readonly InputWindow[];
  readonly outputs: readonly Window[];
}
