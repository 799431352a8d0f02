export type Operator = "+" | "-" | "*" | "/";

/** Two operands joined. */
export interface Operation {
  readonly operator: Operator;
  readonly left: Expression;
  readonly right: Expression;
}

/** A binary tree over whole numbers. */
export type Expression = number | Operation;

/** The numbers of an expression from left to right. */
export function numbersOf(expression: Expression): readonly number[] {
  return typeof expression === "number" ? [expression] : [...numbersOf(expression.left), ...numbersOf(expression.right)];
}
