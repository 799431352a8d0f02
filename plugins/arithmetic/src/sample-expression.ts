import { operate, type Expression, type Operator } from "./expression.js";

/**
 * One attempt at a random expression: operands uniform in 1..9, the place where a tree splits and its operator uniform too.
 * `next` gives uniform numbers in [0,1). Undefined where an intermediate result is not allowed: the caller tries again, so that what
 * comes out is uniform over the attempts that are allowed.
 */
export function sampleExpression(operands: number, next: () => number): Expression | undefined {
  if (operands === 1) return 1 + Math.floor(next() * 9);
  const onTheLeft = 1 + Math.floor(next() * (operands - 1));
  const operator = OPERATORS[Math.floor(next() * OPERATORS.length)];
  const left = sampleExpression(onTheLeft, next);
  if (left === undefined) return undefined;
  const right = sampleExpression(operands - onTheLeft, next);
  return right === undefined ? undefined : operate(operator, left, right);
}

const OPERATORS: readonly Operator[] = ["+", "-", "*"];
