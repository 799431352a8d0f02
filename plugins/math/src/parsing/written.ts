import { partsOf } from "./map-tree.js";
import type { Tree } from "./tree.js";

/** A tree as a text that is the same for the same tree, for names and labels. */
export function written(tree: Tree): string {
  switch (tree.type) {
    case "number":
      return `${tree.value.numerator}/${tree.value.denominator}`;
    case "symbol":
      return tree.name;
    case "text":
      return tree.text.toLowerCase();
    case "based":
      return `${tree.digits}_${tree.base}`;
    default:
      return `${tree.type}${tree.type === "call" ? ` ${tree.name}` : ""}(${partsOf(tree).map(written).join(",")})`;
  }
}
