import { expect } from "chai";
import fc from "fast-check";
import { accepts, outcome, refuses } from "./outcome.js";

/** A polynomial as text, in an order and grouping of its own. */
function printed(coefficients: readonly number[], order: readonly number[]): string {
  const terms = order.filter((power) => power < coefficients.length).map((power) => `${coefficients[power]}x^{${power}}`);
  return terms.join("+").replaceAll("+-", "-");
}

describe("expressions", () => {
  it("are polynomials whose order does not matter and whose coefficients do", () => {
    const coefficients = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(
        coefficients,
        fc.nat(4),
        fc.integer({ min: 1, max: 3 }),
        fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }),
        (values, place, change, order) => {
          const other = values.map((value, power) => (power === place % values.length ? value + change : value));
          const gold = printed(values, [0, 1, 2, 3, 4]);
          expect(outcome(gold, printed(values, order))).to.equal("correct");
          expect(outcome(gold, printed(other, order))).to.equal("incorrect");
        },
      ),
    );
  });

  it("are products that may be multiplied out", () => {
    const root = fc.integer({ min: -9, max: 9 });
    fc.assert(
      fc.property(root, root, fc.integer({ min: 1, max: 5 }), (a, b, change) => {
        const factored = `(x - (${a}))(x - (${b}))`;
        expect(outcome(factored, `x^2 - (${a + b})x + (${a * b})`)).to.equal("correct");
        expect(outcome(factored, `x^2 - (${a + b})x + (${a * b + change})`)).to.equal("incorrect");
      }),
    );
  });

  accepts([
    ["2\\sqrt{3}", "\\sqrt{12}"],
    ["\\frac{1}{\\sqrt{2}}", "\\frac{\\sqrt2}{2}"],
    ["\\sqrt[3]{16}", "2\\sqrt[3]{2}"],
    ["\\sqrt2+\\sqrt3", "\\sqrt{5+2\\sqrt6}"],
    ["\\sqrt{1/n}", "\\frac{1}{\\sqrt{n}}"],
    ["\\sin^2 x", "1 - \\cos^2 x"],
    ["\\sin 2x", "2 \\sin x \\cos x"],
    ["\\tan^{-1}(x)", "\\arctan x"],
    ["\\log_2 3", "\\frac{\\ln 3}{\\ln 2}"],
    ["\\ln x + \\ln y", "\\ln(xy)"],
    ["\\ln(xy)", "\\ln x + \\ln y"],
    ["\\log 6", "\\log 2 + \\log 3"],
    ["3 + 4i", "4i + 3"],
    ["e^{i\\pi/2}", "i"],
    ["\\frac{n(n-1)}{2}", "\\binom{n}{2}"],
    ["n!", "n \\cdot (n-1)!"],
    ["2^{n+1}", "2 \\cdot 2^n"],
    ["|x|", "\\sqrt{x^2}"],
    ["\\frac{x}{2}", "0.5x"],
    ["2\\pi r", "2\\pi{r}"],
    ["\\sum_{k=1}^{10} k", "55"],
    ["\\begin{vmatrix} 1 & 2 \\\\ 3 & 4 \\end{vmatrix}x", "-2x"],
    ["\\frac{11}{2} \\cdot \\sqrt{2}", "5.5\\sqrt2"],
  ]);

  refuses([
    ["2\\sqrt{3}", "\\sqrt{11}"],
    ["\\sqrt{x^2}", "x"],
    ["\\sin 2x", "2 \\sin x"],
    ["(a+5)(b+2)", "(+5)(b+2)"],
    ["x+y", "x-y"],
    ["3 + 4i", "3 - 4i"],
    ["x", "X"],
    ["f(x)", "f(y)"],
    ["f(1)", "f(2)"],
    ["x^2", "x^3"],
    ["\\pi", "\\frac{22}{7}"],
    ["e", "\\pi"],
    ["\\sqrt{2}", "-\\sqrt{2}"],
    ["\\ln 2", "\\log_{10} 2"],
    ["x", "\\frac{x}{0}"],
  ]);

  it("do not show equality where rounding swallows the difference", () => {
    expect(outcome("10^{20}+\\pi", "10^{20}+e")).to.equal("abstain");
    expect(outcome("10^{20}+\\pi", "10^{20}+3")).to.equal("abstain");
    expect(outcome("10^{-300}\\sqrt{2}\\cdot 10^{-20}", "10^{-300}\\sqrt{3}\\cdot 10^{-20}")).to.equal("abstain");
  });
});
