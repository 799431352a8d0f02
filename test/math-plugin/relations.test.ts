import { expect } from "chai";
import fc from "fast-check";
import { accepts, outcome, refuses } from "./outcome.js";

describe("equations and inequalities", () => {
  it("are the same times any number but 0, which for an inequality is positive", () => {
    const nonzero = fc.integer({ min: -9, max: 9 }).filter((number) => number !== 0);
    fc.assert(
      fc.property(nonzero, nonzero, fc.integer({ min: -9, max: 9 }), nonzero, (a, b, c, factor) => {
        const side = (scale: number) => `${scale * a}x + (${scale * b})y + (${scale * c})`;
        expect(outcome(`${side(1)} = 0`, `0 = ${side(factor)}`)).to.equal("correct");
        expect(outcome(`${side(1)} = 0`, `${side(1)} = ${factor}`)).to.equal("incorrect");
        expect(outcome(`${side(1)} < 0`, `${side(factor)} < 0`)).to.equal(factor > 0 ? "correct" : "incorrect");
        expect(outcome(`${side(1)} \\le 0`, `0 \\ge ${side(Math.abs(factor))}`)).to.equal("correct");
      }),
    );
  });

  accepts([
    ["5", "x = 5"],
    ["x = 5", "5"],
    ["y = 2x + 1", "2x + 1"],
    ["f(x) = x^2", "f(t) = t^2"],
    ["2x + 4y = 6", "y = \\frac{3 - x}{2}"],
    ["x \\ge 2", "2 \\le x"],
    ["x = 5", "5 = x"],
    ["x > 2", "(2, \\infty)"],
    ["x \\in [0, 1]", "[0, 1]"],
    ["\\frac{1}{3} \\approx 0.33", "\\frac13"],
    ["f(2) < f(1) < f(4)", "f(4) > f(1) > f(2)"],
  ]);

  refuses([
    ["9", "7 = 8 = 9"],
    ["9", "x = 8 = 9"],
    ["6", "2x + 3y = 6"],
    ["2x + 3y = 6", "6"],
    ["x = 3", "y = 3"],
    ["x < 2", "x \\le 2"],
    ["x < 2", "-x < -2"],
    ["x < 2", "2"],
    ["f(x) = x^2", "g(x) = x^2"],
    ["f(2) < f(1)", "f(1) < f(2)"],
    ["5", "\\text{wrong}: 5"],
  ]);
});

describe("an equation or inequality that is not solved", () => {
  const pairs = [
    ["x = 3", "2x - 6 = 0"],
    ["x = 3", "x - 1 = 2"],
    ["x < 1", "-x > -1"],
    ["x \\ge 2", "2x + 1 \\ge 5"],
  ] as const;
  refuses(pairs);
  accepts(pairs, "lenient");
});

describe("words", () => {
  accepts([
    ["\\text{Yes}", "yes"],
    ["\\text{(B)}", "B"],
    ["B", "\\textbf{(B)}"],
    ["no solution", "\\text{No solution.}"],
    ["\\text{the ellipse}", "ellipse"],
  ]);

  refuses([
    ["B", "\\text{B or C}"],
    ["B", "b"],
    ["\\text{odd}", "\\text{even}"],
    ["\\text{odd}", "\\text{not odd}"],
    ["east", "seat"],
    ["\\text{odd}", "3"],
    ["3", "\\text{three}"],
  ]);

  it("leave it open whether two sentences say the same", () => {
    expect(outcome("It can be cut along the diagonal", "You cut it from corner to corner")).to.equal("abstain");
  });
});
