import type { Expression, Operator } from "@lode/arithmetic";

/** Reads an expression as people do, independently of the plugin: products first, then from left to right. */
export function parseExpression(text: string): Expression {
  let place = 0;
  const operand = (): Expression => {
    if (text[place] !== "(") return Number(text[place++]);
    place++;
    const inner = sum();
    if (text[place++] !== ")") throw new Error(`no closing bracket in ${text}`);
    return inner;
  };
  const chain = (operators: string, part: () => Expression): Expression => {
    let left = part();
    while (place < text.length && operators.includes(text[place])) left = joined(text[place++] as Operator, left, part());
    return left;
  };
  const sum = (): Expression => chain("+-", () => chain("*", operand));
  const whole = sum();
  if (place !== text.length) throw new Error(`${text} does not end at ${place}`);
  return whole;
}

/** An operation without the task's limits. */
export function joined(operator: Operator, left: Expression, right: Expression): Expression {
  const [a, b] = [left, right].map((side) => (typeof side === "number" ? side : side.value));
  return { operator, left, right, value: operator === "+" ? a + b : operator === "-" ? a - b : a * b };
}
