/** A binary tree over whole numbers. */
export type WrittenExpression = number | { readonly operator: Operator; readonly left: WrittenExpression; readonly right: WrittenExpression };

type Operator = "+" | "-" | "*" | "/";

/** The expression as written, with brackets only where the usual reading (* and / first, then from left to right) would give another tree. */
export function expressionText(expression: WrittenExpression): string {
  if (typeof expression === "number") return String(expression);
  const { operator, left, right } = expression;
  const own = PRECEDENCE[operator];
  return bracketed(left, precedenceOf(left) < own) + operator + bracketed(right, precedenceOf(right) <= own);
}

function bracketed(expression: WrittenExpression, needed: boolean): string {
  const text = expressionText(expression);
  return needed ? `(${text})` : text;
}

function precedenceOf(expression: WrittenExpression): number {
  return PRECEDENCE[typeof expression === "number" ? "number" : expression.operator];
}

const PRECEDENCE: Readonly<Record<Operator | "number", number>> = { "+": 1, "-": 1, "*": 2, "/": 2, number: 3 };
