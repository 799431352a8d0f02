import type { RandomStream } from "@lode/core";
import type { SolutionOptions } from "./arithmetic-options.js";
import { valueOf, type Expression } from "./expression.js";

/** A solution as a demonstration writes it: lines of work, one fact a line, and the boxed answer. `index` is the draw's place, `random` its own stream. */
export function solution(expression: Expression, style: SolutionOptions, index: number, random: RandomStream): string {
  const lines = workOf(expression).filter((_, line) => isWritten(style, index, line, random));
  return [...lines, `\\boxed{${valueOf(expression)}}`].join("\n");
}

/** All reductions, the leftmost innermost first: `7+3-(2+6)` gives `7+3=10`, `2+6=8`, `10-8=2`. */
function workOf(expression: Expression): readonly string[] {
  if (typeof expression === "number") return [];
  const { operator, left, right, value } = expression;
  return [...workOf(left), ...workOf(right), `${valueOf(left)}${operator}${valueOf(right)}=${value}`];
}

function isWritten(style: SolutionOptions, index: number, line: number, random: RandomStream): boolean {
  switch (style.style) {
    case "worked":
      return true;
    case "terse":
      return false;
    case "mixed":
      return index < style.after || random.uniform(0) < style.share;
    case "by-line":
      return index < style.after || random.uniform(line) < style.share;
  }
}
