import type { Expression, Operator } from "./expression.js";

/** A random expression over all of the numbers: their order, the place where a tree splits and each operator are uniform. `next` gives uniform numbers in [0,1). */
export function sampleExpression(numbers: readonly number[], next: () => number): Expression {
  return joined(shuffled(numbers, next), next);
}

function joined(numbers: readonly number[], next: () => number): Expression {
  if (numbers.length === 1) return numbers[0];
  const onTheLeft = 1 + Math.floor(next() * (numbers.length - 1));
  const operator = OPERATORS[Math.floor(next() * OPERATORS.length)];
  return { operator, left: joined(numbers.slice(0, onTheLeft), next), right: joined(numbers.slice(onTheLeft), next) };
}

function shuffled(numbers: readonly number[], next: () => number): readonly number[] {
  const order = [...numbers];
  for (let place = order.length - 1; place > 0; place--) {
    const other = Math.floor(next() * (place + 1));
    [order[place], order[other]] = [order[other], order[place]];
  }
  return order;
}

const OPERATORS: readonly Operator[] = ["+", "-", "*", "/"];
