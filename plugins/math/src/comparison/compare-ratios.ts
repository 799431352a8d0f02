import type { Tree } from "../parsing/tree.js";
import type { Rule } from "./context.js";
import { all } from "./outcome.js";

/** Ratios of as many terms, term by term up to a common factor. A lenient reader takes 3:4 for the fraction. */
export const compareRatios: Rule = (gold, answer, context) => {
  if (gold.type !== "ratio" && answer.type !== "ratio") return undefined;
  if (gold.type !== "ratio" || answer.type !== "ratio") return context.lenient ? undefined : "different";
  if (gold.terms.length !== answer.terms.length || gold.terms.some(isZero) || answer.terms.some(isZero)) return "different";
  const shares = (terms: readonly Tree[]) => terms.slice(1).map((term): Tree => ({ type: "quotient", above: terms[0], below: term }));
  const others = shares(answer.terms);
  return all(shares(gold.terms).map((share, place) => context.compare(share, others[place])));
};

/** 12:00 is a time of the day. */
function isZero(tree: Tree): boolean {
  return tree.type === "number" && tree.value.numerator === 0n;
}
