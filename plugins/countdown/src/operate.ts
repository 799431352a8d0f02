import type { Operator } from "./expression.js";

/** a operator b, where the task allows it: the result is a whole number in 1..99. */
export function operate(operator: Operator, a: number, b: number): number | undefined {
  const value = RESULTS[operator](a, b);
  return Number.isInteger(value) && value >= 1 && value <= LARGEST_RESULT ? value : undefined;
}

const LARGEST_RESULT = 99;
const RESULTS: Readonly<Record<Operator, (a: number, b: number) => number>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
};
