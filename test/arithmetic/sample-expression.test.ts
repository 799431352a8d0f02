import { sampleExpression, type Expression } from "@lode/arithmetic";
import { expressionText, randomStream } from "@lode/core";
import { expect } from "chai";
import fc from "fast-check";

describe("sampleExpression", () => {
  it("keeps every intermediate result in 0..99 and every factor in 0..9, and has as many operands as asked for", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 5 }), fc.integer(), (operands, seed) => {
        const expression = attempts(operands, seed, 1)[0];
        expect(operandsOf(expression)).to.have.length(operands);
        expect(operandsOf(expression).every((operand) => operand >= 1 && operand <= 9)).to.equal(true);
        for (const operation of operationsOf(expression)) expect(isAllowed(operation), expressionText(expression)).to.equal(true);
      }),
    );
  });

  it("reaches exactly the 207 allowed expressions of two operands, all equally often", () => {
    const counts = new Map<string, number>();
    for (const expression of attempts(2, 7, 20700)) counts.set(expressionText(expression), (counts.get(expressionText(expression)) ?? 0) + 1);
    expect([...counts.keys()].sort()).to.deep.equal(allowedTexts());
    const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - 100) ** 2 / 100, 0);
    expect(chiSquare, "206 degrees of freedom, p = 0.001").to.be.below(273);
  });

  it("splits and chooses operators uniformly: of what is allowed, each of the shapes is as frequent as its share of all allowed trees", () => {
    const expressions = attempts(3, 11, 20000);
    const leftHeavy = expressions.filter((expression) => typeof expression === "object" && typeof expression.left === "object").length;
    expect(leftHeavy / expressions.length).to.be.closeTo(allowedShare(), 0.015);
  });
});

/** The first `count` allowed expressions of a seed's attempts. */
function attempts(operands: number, seed: number, count: number): readonly Expression[] {
  const random = randomStream(seed);
  const found: Expression[] = [];
  for (let attempt = 0; found.length < count; attempt++) {
    let place = 0;
    const expression = sampleExpression(operands, () => random.uniform(attempt, place++));
    if (expression !== undefined) found.push(expression);
  }
  return found;
}

function operationsOf(expression: Expression): readonly Exclude<Expression, number>[] {
  return typeof expression === "number" ? [] : [...operationsOf(expression.left), ...operationsOf(expression.right), expression];
}

function operandsOf(expression: Expression): readonly number[] {
  return typeof expression === "number" ? [expression] : [...operandsOf(expression.left), ...operandsOf(expression.right)];
}

function isAllowed({ operator, left, right, value }: Exclude<Expression, number>): boolean {
  const [a, b] = [left, right].map((side) => (typeof side === "number" ? side : side.value));
  const result = { "+": a + b, "-": a - b, "*": a * b }[operator];
  return value === result && value >= 0 && value <= 99 && (operator !== "*" || (a <= 9 && b <= 9));
}

function allowedTexts(): readonly string[] {
  const digits = [1, 2, 3, 4, 5, 6, 7, 8, 9];
  return digits.flatMap((a) => digits.flatMap((b) => [`${a}+${b}`, `${a}*${b}`, ...(a >= b ? [`${a}-${b}`] : [])])).sort();
}

/** Of all allowed trees of three operands, the share of those with two on the left. Both shapes have equally many trees before rejection. */
function allowedShare(): number {
  const values = allowedTexts().map(
    (text) =>
      ({ "+": Number(text[0]) + Number(text[2]), "-": Number(text[0]) - Number(text[2]), "*": Number(text[0]) * Number(text[2]) })[text[1] as "+" | "-" | "*"],
  );
  let left = 0;
  let right = 0;
  for (const value of values)
    for (let digit = 1; digit <= 9; digit++) {
      left += Number(value + digit <= 99) + Number(value >= digit) + Number(value <= 9);
      right += Number(value + digit <= 99) + Number(digit >= value) + Number(value <= 9);
    }
  return left / (left + right);
}
