import type { GraphNode } from "./graph-node.js";

/** The nodes without which the outputs could not be computed, in order. */
export function neededNodes(nodes: readonly GraphNode[], outputs: ReadonlySet<string>): readonly GraphNode[] {
  const wanted = new Set(outputs);
  const kept: GraphNode[] = [];
  for (const node of nodes.slice().reverse()) {
    if (!node.outputs.some((output) => wanted.has(output))) continue;
    for (const input of node.inputs) wanted.add(input);
    kept.push(node);
  }
  return kept.reverse();
}
