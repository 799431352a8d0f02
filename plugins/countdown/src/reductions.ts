import { expressionText } from "@lode/core";
import type { Expression } from "./expression.js";
import { operate } from "./operate.js";

/** The expression and what is left of it after each operation, the leftmost innermost first: `(2+3)*4`, `5*4`, `20`. Undefined where an operation is not allowed. */
export function reductions(expression: Expression): readonly string[] | undefined {
  const lines = [expressionText(expression)];
  let rest = expression;
  while (typeof rest !== "number") {
    const reduced = reduceOnce(rest);
    if (reduced === undefined) return undefined;
    rest = reduced;
    lines.push(expressionText(rest));
  }
  return lines;
}

function reduceOnce(expression: Expression): Expression | undefined {
  if (typeof expression === "number") return expression;
  const { operator, left, right } = expression;
  if (typeof left === "number" && typeof right === "number") return operate(operator, left, right);
  const first = typeof left !== "number";
  const reduced = reduceOnce(first ? left : right);
  if (reduced === undefined) return undefined;
  return first ? { operator, left: reduced, right } : { operator, left, right: reduced };
}
