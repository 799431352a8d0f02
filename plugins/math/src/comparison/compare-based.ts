import type { Rule } from "./context.js";

/** Numerals with a base: the same digits in the same base, since the numeral is what such a problem asks for. Never the same as a number without one. */
export const compareBased: Rule = (gold, answer) => {
  if (gold.type !== "based" && answer.type !== "based") return undefined;
  return gold.type === "based" && answer.type === "based" && gold.digits === answer.digits && gold.base === answer.base ? "equal" : "different";
};
