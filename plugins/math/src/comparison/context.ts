import type { Tree } from "../parsing/tree.js";
import type { Outcome } from "./outcome.js";

/** What every rule of comparison gets: how generous to be, the work that is left, and the comparison of parts. */
export interface Context {
  readonly lenient: boolean;
  readonly work: { left: number };
  readonly compare: (gold: Tree, answer: Tree) => Outcome;
}

/** One way to compare a gold answer with another; undefined where it does not apply to the two. */
export type Rule = (gold: Tree, answer: Tree, context: Context) => Outcome | undefined;
