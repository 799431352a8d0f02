import type { Tree } from "../parsing/tree.js";
import type { Place } from "./place.js";
import type { Value } from "./value.js";

/** The value of a tree at a place, for what has trees as its parameters. @throws {NotDefined} where it has none @throws {BudgetExceeded} */
export type Evaluator = (tree: Tree, place: Place) => Value;
