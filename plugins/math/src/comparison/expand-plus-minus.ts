import { mapTree } from "../parsing/map-tree.js";
import type { Tree } from "../parsing/tree.js";
import { contains } from "../values/letters.js";

/** The two things that one with ± stands for: with all upper and with all lower signs. Undefined without ±, and for a tuple or list, whose parts are expanded one by one. */
export function expandPlusMinus(tree: Tree): readonly Tree[] | undefined {
  if (tree.type === "list" || tree.type === "set" || tree.type === "matrix") return undefined;
  if (!contains(tree, isPlusMinus)) return undefined;
  if (tree.type === "tuple" && tree.items.filter((item) => contains(item, isPlusMinus)).length > 1) return undefined;
  return [signed(tree, 1), signed(tree, -1)];
}

function signed(tree: Tree, upper: 1 | -1): Tree {
  return mapTree(tree, (part) => {
    if (part.type !== "plusMinus") return part;
    return part.sign === upper ? part.of : { type: "negative", of: part.of };
  });
}

const isPlusMinus = (tree: Tree) => tree.type === "plusMinus";
