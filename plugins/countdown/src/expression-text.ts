import type { Expression, Operator } from "./expression.js";

/** The expression as written, with brackets only where the usual reading (* and / first, then from left to right) would give another tree. */
export function expressionText(expression: Expression): string {
  if (typeof expression === "number") return String(expression);
  const { operator, left, right } = expression;
  const own = PRECEDENCE[operator];
  return bracketed(left, precedenceOf(left) < own) + operator + bracketed(right, precedenceOf(right) <= own);
}

function bracketed(expression: Expression, needed: boolean): string {
  const text = expressionText(expression);
  return needed ? `(${text})` : text;
}

function precedenceOf(expression: Expression): number {
  return typeof expression === "number" ? 3 : PRECEDENCE[expression.operator];
}

const PRECEDENCE: Readonly<Record<Operator, number>> = { "+": 1, "-": 1, "*": 2, "/": 2 };
