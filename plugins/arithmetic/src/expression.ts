export type Operator = "+" | "-" | "*";

/** Two operands joined; `value` is an intermediate result of the whole. */
export interface Operation {
  readonly operator: Operator;
  readonly left: Expression;
  readonly right: Expression;
  readonly value: number;
}

/** A binary tree over whole numbers. */
export type Expression = number | Operation;

export function valueOf(expression: Expression): number {
  return typeof expression === "number" ? expression : expression.value;
}

/** The operation, or undefined where the task has none: a result must lie in 0..99, and both factors of a product in 0..9. */
export function operate(operator: Operator, left: Expression, right: Expression): Operation | undefined {
  const [a, b] = [valueOf(left), valueOf(right)];
  if (operator === "*" && Math.max(a, b) > LARGEST_FACTOR) return undefined;
  const value = operator === "+" ? a + b : operator === "-" ? a - b : a * b;
  return value >= 0 && value <= LARGEST_RESULT ? { operator, left, right, value } : undefined;
}

const LARGEST_FACTOR = 9;
const LARGEST_RESULT = 99;
