import type { GraphNode } from "./graph-node.js";

/**
 * Gemm computes A·B + C: a sum of which one part is a product that nobody else reads, and the other of the same shape, becomes part of the product.
 * That spares a pass over memory. `shapeOf` gives the shape of a tensor by its name; `outputs` are names that must stay.
 */
export function foldSums(nodes: readonly GraphNode[], shapeOf: (name: string) => string, outputs: ReadonlySet<string>): readonly GraphNode[] {
  const writers = new Map<string, GraphNode>();
  const readers = new Map<string, number>();
  for (const node of nodes) {
    for (const input of node.inputs) readers.set(input, (readers.get(input) ?? 0) + 1);
    for (const output of node.outputs) writers.set(output, node);
  }
  const folded = new Set<GraphNode>();
  const product = (name: string): GraphNode | undefined => {
    const writer = writers.get(name);
    return writer?.operator === "Gemm" && writer.inputs.length === 2 && readers.get(name) === 1 && !outputs.has(name) && !folded.has(writer)
      ? writer
      : undefined;
  };
  const rewritten = nodes.map((node): GraphNode => {
    if (node.operator !== "Add") return node;
    const [a, b] = node.inputs;
    if (shapeOf(a) !== shapeOf(b)) return node;
    for (const [part, rest] of [
      [b, a],
      [a, b],
    ]) {
      const gemm = product(part);
      if (gemm === undefined) continue;
      folded.add(gemm);
      const sum = { ...gemm, inputs: [...gemm.inputs, rest], outputs: node.outputs };
      writers.set(node.outputs[0], sum);
      return sum;
    }
    return node;
  });
  return rewritten.filter((node) => !folded.has(node));
}
