import type { Rational } from "../values/rational.js";

/** A mathematical answer as it was read. Numbers are exact; `decimals` is how many decimal places a number was written with. */
export type Tree =
  | { readonly type: "number"; readonly value: Rational; readonly decimals: number }
  | { readonly type: "symbol"; readonly name: string }
  | { readonly type: "sum"; readonly terms: readonly Tree[] }
  | { readonly type: "product"; readonly factors: readonly Tree[] }
  | { readonly type: "quotient"; readonly above: Tree; readonly below: Tree }
  | { readonly type: "negative"; readonly of: Tree }
  | { readonly type: "power"; readonly base: Tree; readonly exponent: Tree }
  /** ± (sign 1) or ∓ (sign -1) in front of a term. */
  | { readonly type: "plusMinus"; readonly of: Tree; readonly sign: 1 | -1 }
  | { readonly type: "call"; readonly name: string; readonly parameters: readonly Tree[] }
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "quantity"; readonly value: Tree; readonly unit: string }
  /** A numeral with its base as a subscript. */
  | { readonly type: "based"; readonly digits: string; readonly base: string }
  /** Two or more things in round or square brackets, hence also an interval. */
  | { readonly type: "tuple"; readonly items: readonly Tree[]; readonly open: "(" | "["; readonly close: ")" | "]" }
  | { readonly type: "set"; readonly items: readonly Tree[] }
  /** The numbers that satisfy a condition: `{x | x < 2}`. */
  | { readonly type: "builder"; readonly variable: Tree; readonly condition: Tree }
  /** Several things without brackets: `1, 2` or, with `either`, `x < 1 or x > 2`. */
  | { readonly type: "list"; readonly items: readonly Tree[]; readonly either: boolean }
  | { readonly type: "matrix"; readonly rows: readonly (readonly Tree[])[] }
  | { readonly type: "relation"; readonly parts: readonly Tree[]; readonly operators: readonly Relation[] }
  | { readonly type: "setOperation"; readonly operation: "union" | "intersection" | "difference"; readonly items: readonly Tree[] }
  | { readonly type: "ratio"; readonly terms: readonly Tree[] };

export type Relation = "=" | "<" | ">" | "<=" | ">=" | "!=" | "approximately" | "in" | "equivalent";
