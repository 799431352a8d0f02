import { canonicalForm, operate, type Expression } from "@lode/arithmetic";
import { expect } from "chai";
import fc from "fast-check";
import { arbitraryExpression } from "./arbitrary-expression.js";
import { joined } from "./parse-expression.js";

describe("canonicalForm", () => {
  it("does not see the order of sums and products", () => {
    fc.assert(
      fc.property(arbitraryExpression, fc.infiniteStream(fc.boolean()), (expression, flips) => {
        expect(canonicalForm(commuted(expression, flips))).to.equal(canonicalForm(expression));
      }),
    );
  });

  it("does not see brackets among sums or among products", () => {
    fc.assert(
      fc.property(arbitraryExpression, (expression) => {
        expect(canonicalForm(leaningRight(expression))).to.equal(canonicalForm(expression));
      }),
    );
  });

  it("sees the order of a difference", () => {
    expect(canonicalForm(joined("-", 7, 2))).not.to.equal(canonicalForm(joined("-", 2, 7)));
  });

  it("is the same for equal values only", () => {
    const values = new Map<string, number>();
    for (const expression of [...allowed(2), ...allowed(3)]) {
      const form = canonicalForm(expression);
      const value = typeof expression === "number" ? expression : expression.value;
      expect(values.get(form) ?? value, form).to.equal(value);
      values.set(form, value);
    }
  });

  it("counts 135 problems of level 1, as counted by hand: 45 sums, 45 products and 45 differences that are not negative", () => {
    expect(new Set(allowed(2).map(canonicalForm)).size).to.equal(135);
  });

  it("counts as many problems of level 2 as there are classes of expressions that swaps and regroupings join", () => {
    expect(new Set(allowed(3).map(canonicalForm)).size).to.equal(classes(allowed(3)));
  });
});

function commuted(expression: Expression, flips: Iterator<boolean>): Expression {
  if (typeof expression === "number") return expression;
  const left = commuted(expression.left, flips);
  const right = commuted(expression.right, flips);
  return expression.operator !== "-" && flips.next().value === true ? joined(expression.operator, right, left) : joined(expression.operator, left, right);
}

/** Turns `(a+b)+c` into `a+(b+c)` everywhere, and likewise for products. */
function leaningRight(expression: Expression): Expression {
  if (typeof expression === "number") return expression;
  const { operator, right } = expression;
  const left = leaningRight(expression.left);
  if (operator === "-" || typeof left === "number" || left.operator !== operator) return joined(operator, left, leaningRight(right));
  return leaningRight(joined(operator, left.left, joined(operator, left.right, right)));
}

/** Every expression of so many operands that the task allows. */
function allowed(operands: number): readonly Expression[] {
  if (operands === 1) return [1, 2, 3, 4, 5, 6, 7, 8, 9];
  const found: Expression[] = [];
  for (let onTheLeft = 1; onTheLeft < operands; onTheLeft++)
    for (const left of allowed(onTheLeft))
      for (const right of allowed(operands - onTheLeft))
        for (const operator of ["+", "-", "*"] as const) found.push(...[operate(operator, left, right)].filter((operation) => operation !== undefined));
  return found;
}

/** Classes under the rewriting steps x∘y = y∘x and (x∘y)∘z = x∘(y∘z), found by joining neighbours; expressions that the task does not allow may lie on the way. */
function classes(expressions: readonly Expression[]): number {
  const parent = new Map<string, string>();
  const root = (key: string): string => {
    const up = parent.get(key) ?? key;
    return up === key ? key : root(up);
  };
  const key = (expression: Expression): string => JSON.stringify(expression);
  const todo = [...expressions];
  const visited = new Set<string>();
  for (let expression = todo.pop(); expression !== undefined; expression = todo.pop()) {
    if (visited.has(key(expression))) continue;
    visited.add(key(expression));
    for (const neighbour of neighbours(expression)) {
      parent.set(root(key(expression)), root(key(neighbour)));
      todo.push(neighbour);
    }
  }
  return new Set(expressions.map((expression) => root(key(expression)))).size;
}

function neighbours(expression: Expression): readonly Expression[] {
  if (typeof expression === "number") return [];
  const { operator, left, right } = expression;
  const inside = [...neighbours(left).map((other) => joined(operator, other, right)), ...neighbours(right).map((other) => joined(operator, left, other))];
  if (operator === "-") return inside;
  const turned = typeof left === "object" && left.operator === operator ? [joined(operator, left.left, joined(operator, left.right, right))] : [];
  const back = typeof right === "object" && right.operator === operator ? [joined(operator, joined(operator, left, right.left), right.right)] : [];
  return [...inside, ...turned, ...back, joined(operator, right, left)];
}
