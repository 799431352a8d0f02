import Fraction from "fraction.js";
import type { Expression } from "./expression.js";

/** The value as an exact fraction, intermediate results too; undefined where it divides by 0. */
export function exactValue(expression: Expression): Fraction | undefined {
  if (typeof expression === "number") return new Fraction(expression);
  const [left, right] = [exactValue(expression.left), exactValue(expression.right)];
  if (left === undefined || right === undefined) return undefined;
  switch (expression.operator) {
    case "+":
      return left.add(right);
    case "-":
      return left.sub(right);
    case "*":
      return left.mul(right);
    case "/":
      return right.equals(0) ? undefined : left.div(right);
  }
}
