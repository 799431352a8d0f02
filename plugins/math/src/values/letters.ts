import { partsOf } from "../parsing/map-tree.js";
import type { Tree } from "../parsing/tree.js";

/** The names in an expression that stand for no fixed number. */
export function letters(tree: Tree, found = new Set<string>()): Set<string> {
  if (tree.type === "symbol" && !CONSTANTS.has(tree.name)) found.add(tree.name);
  for (const part of partsOf(tree)) letters(part, found);
  return found;
}

/** Whether an expression has a part of some kind. */
export function contains(tree: Tree, test: (tree: Tree) => boolean): boolean {
  return test(tree) || partsOf(tree).some((part) => contains(part, test));
}

const CONSTANTS: ReadonlySet<string> = new Set(["pi", "e", "i", "infinity"]);
