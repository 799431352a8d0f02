import type { Tree } from "./tree.js";

/** The parts of which a tree is made, in order. */
export function partsOf(tree: Tree): readonly Tree[] {
  switch (tree.type) {
    case "number":
    case "symbol":
    case "text":
    case "based":
      return [];
    case "matrix":
      return tree.rows.flat();
    default:
      return compoundParts(tree);
  }
}

type Compound = Exclude<Tree, { readonly type: "number" | "symbol" | "text" | "based" | "matrix" }>;

const PARTS: { readonly [K in Compound["type"]]: (tree: Compound & { readonly type: K }) => readonly Tree[] } = {
  sum: ({ terms }) => terms,
  product: ({ factors }) => factors,
  quotient: ({ above, below }) => [above, below],
  negative: ({ of }) => [of],
  power: ({ base, exponent }) => [base, exponent],
  plusMinus: ({ of }) => [of],
  call: ({ parameters }) => parameters,
  quantity: ({ value }) => [value],
  tuple: ({ items }) => items,
  set: ({ items }) => items,
  builder: ({ variable, condition }) => [variable, condition],
  list: ({ items }) => items,
  relation: ({ parts }) => parts,
  setOperation: ({ items }) => items,
  ratio: ({ terms }) => terms,
};

function compoundParts(tree: Compound): readonly Tree[] {
  return (PARTS[tree.type] as (tree: Compound) => readonly Tree[])(tree);
}

/** The tree with every part replaced, from the leaves up. */
export function mapTree(tree: Tree, change: (tree: Tree) => Tree): Tree {
  const map = (part: Tree) => mapTree(part, change);
  return change(rebuilt(tree, map));
}

function rebuilt(tree: Tree, map: (part: Tree) => Tree): Tree {
  const copy: Record<string, unknown> = { ...tree };
  for (const key of ["terms", "factors", "items", "parts", "parameters"]) {
    if (Array.isArray(copy[key])) copy[key] = (copy[key] as readonly Tree[]).map(map);
  }
  for (const key of ["above", "below", "of", "base", "exponent", "variable", "condition"]) {
    if (typeof copy[key] === "object") copy[key] = map(copy[key] as Tree);
  }
  if (tree.type === "quantity") copy.value = map(tree.value);
  if (tree.type === "matrix") copy.rows = tree.rows.map((row) => row.map(map));
  return copy as Tree;
}
