import type { Expression, Operator } from "./expression.js";

/**
 * What all ways of writing the same sums and products have in common: operands of + and of * flattened and sorted, so that neither
 * their order nor brackets among them count. `3+(2+7*4)` and `(4*7+3)+2` have the form `+(*(4,7),2,3)`.
 */
export function canonicalForm(expression: Expression): string {
  if (typeof expression === "number") return String(expression);
  const { operator, left, right } = expression;
  if (operator === "-") return `-(${canonicalForm(left)},${canonicalForm(right)})`;
  return `${operator}(${operandsOf(expression, operator).map(canonicalForm).sort().join(",")})`;
}

function operandsOf(expression: Expression, operator: Operator): readonly Expression[] {
  if (typeof expression === "number" || expression.operator !== operator) return [expression];
  return [...operandsOf(expression.left, operator), ...operandsOf(expression.right, operator)];
}
