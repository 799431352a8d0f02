/** A whole number, or a list of them; `float` for the attributes that ONNX wants as such. */
export type AttributeValue = number | string | readonly number[] | { readonly float: number };

/** An operator in a graph; inputs and outputs by name. */
export interface GraphNode {
  readonly operator: string;
  readonly domain: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, AttributeValue>>;
}
