import type { Tree } from "../parsing/tree.js";
import type { Context, Rule } from "./context.js";
import { all, type Outcome } from "./outcome.js";

/** Tuples and intervals: the same parts in the same order, in the same brackets. From three parts on brackets mean nothing. */
export const compareTuples: Rule = (gold, answer, context) => {
  if (gold.type !== "tuple" && answer.type !== "tuple") return undefined;
  if (context.lenient && (gold.type === "matrix" || answer.type === "matrix")) return undefined;
  return gold.type === "tuple" && answer.type === "tuple" ? inOrder(gold, answer, context) : "different";
};

type Tuple = Tree & { readonly type: "tuple" };

function inOrder(gold: Tuple, answer: Tuple, context: Context): Outcome {
  if (gold.items.length !== answer.items.length) return "different";
  if (gold.items.length === 2 && (gold.open !== answer.open || gold.close !== answer.close)) return "different";
  return all(gold.items.map((item, place) => context.compare(item, answer.items[place])));
}
