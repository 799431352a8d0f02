import type { Reader } from "./reader.js";
import { readSum } from "./read-sum.js";
import type { Tree } from "./tree.js";

/** Terms that set operations join, from left to right. */
export function readSets(reader: Reader): Tree {
  let tree = readSum(reader);
  for (;;) {
    const token = reader.peek();
    const operation = token?.kind === "command" || token?.text === "\\" ? OPERATIONS[token.text] : undefined;
    if (operation === undefined) return tree;
    reader.take();
    const item = readSum(reader);
    const items = tree.type === "setOperation" && tree.operation === operation && operation !== "difference" ? [...tree.items, item] : [tree, item];
    tree = { type: "setOperation", operation, items };
  }
}

const OPERATIONS: Readonly<Record<string, "union" | "intersection" | "difference">> = {
  cup: "union",
  bigcup: "union",
  cap: "intersection",
  setminus: "difference",
  backslash: "difference",
};
