import { expect } from "chai";
import fc from "fast-check";
import { accepts, outcome, refuses } from "./outcome.js";

/** Ways to write a/b whose value nobody doubts. */
function writings(a: number, b: number): readonly string[] {
  const [whole, rest] = [Math.floor(Math.abs(a) / b), Math.abs(a) % b];
  const mixed = whole > 0 && rest > 0 ? [`${a < 0 ? "-" : ""}${whole}\\frac{${rest}}{${b}}`] : [];
  return [`${a}/${b}`, `\\frac{${a}}{${b}}`, `-\\dfrac{${-3 * a}}{${3 * b}}`, ` $${a / b}$ `, `\\left(${a / b}\\right)`, `${(100 * a) / b}\\%`, ...mixed];
}

describe("numbers", () => {
  it("are the same in all their notations and in no other's", () => {
    const number = fc.tuple(fc.integer({ min: -40, max: 40 }), fc.constantFrom(1, 2, 4, 5, 8));
    fc.assert(
      fc.property(number, number, fc.nat(6), fc.nat(4), ([a, b], [c, d], first, second) => {
        const [golds, answers] = [writings(a, b), writings(c, d)];
        expect(outcome(golds[first % golds.length], answers[second])).to.equal(a * d === c * b ? "correct" : "incorrect");
      }),
      { numRuns: 1000 },
    );
  });

  it("are exact at any size", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 10n ** 20n, max: 10n ** 40n }), fc.bigInt({ min: 1n, max: 9n }), (whole, more) => {
        expect(outcome(`${whole}`, `\\frac{${3n * whole}}{3}`)).to.equal("correct");
        expect(outcome(`${whole}`, `${whole + more}`)).to.equal("incorrect");
      }),
    );
  });

  accepts([
    ["1000", "1,000"],
    ["1234567", "1{,}234{,}567"],
    ["12,345", "12\\,345"],
    ["-5", "\u22125"],
    ["\\frac{1}{3}", "0.\\overline{3}"],
    ["2.5", "2\\tfrac12"],
    ["7/2", "3 1/2"],
    ["3000", "3 \\times 10^3"],
    ["2000000", "2 \\text{ million}"],
    ["\\$4.50", "4.5"],
    ["12", "12\\text{ cm}"],
    ["12 \\text{ centimeters}", "12\\mathrm{cm}"],
    ["9\\text{ square inches}", "9\\text{ in}^2"],
    ["40^\\circ", "40"],
    ["25\\%", "\\frac14"],
    ["0.333333", "\\frac13"],
    ["12_5", "12_{5}"],
    ["\\frac{1}{3000!}", "\\frac{1}{3000!}"],
  ]);

  refuses([
    ["2", "3"],
    ["2", "-2"],
    ["2", "x"],
    ["2", "2, 3"],
    ["2", "\\{2, 3\\}"],
    ["2", "1 = 2"],
    ["2", "2x"],
    ["2", "2 2"],
    ["12", "1 2"],
    ["1234", "1, 234"],
    ["0.3333", "\\frac{1}{3}"],
    ["3.14", "\\pi"],
    ["5\\text{ cm}", "5\\text{ km}"],
    ["5", "5 \\text{ is wrong, it is } 6"],
    ["5", "5 \\text{ or more}"],
    ["5", "\\text{at least } 5"],
    ["7", "\\pm 7"],
    ["12_5", "12_6"],
    ["12", "12_5"],
    ["1", "\\frac{1}{0}"],
    ["\\frac{1}{1000!}", "\\frac{1}{1001!}"],
    ["12:30", "1:00"],
  ]);
});

describe("a number that is not worked out", () => {
  const pairs = [
    ["19", "12 + 7"],
    ["120", "5!"],
    ["4", "\\sqrt{16}"],
    ["(3, 5)", "(1 + 2, 5)"],
    ["\\{2\\}", "\\{1 + 1\\}"],
  ] as const;
  refuses(pairs);
  accepts(pairs, "lenient");
  accepts([
    ["19", "12 + 7 = 19"],
    ["19", "x = 12 + 7 = 19"],
    ["12 + 7", "19"],
  ]);
});

describe("a rounded number", () => {
  const pairs = [
    ["\\frac{1}{3}", "0.333"],
    ["3.14", "\\pi"],
    ["\\frac{20}{3}", "6.67"],
    ["66.7\\%", "\\frac23"],
  ] as const;
  refuses(pairs);
  accepts(pairs, "lenient");
  refuses(
    [
      ["\\frac{1}{3}", "0.334"],
      ["0.333", "0.33"],
      ["\\frac{1}{3}", "0.3"],
      ["4", "4.01"],
    ],
    "lenient",
  );
});

describe("a lenient reader of numbers", () => {
  accepts(
    [
      ["2.75", "2,75"],
      ["1000", "1 000"],
      ["30^\\circ", "\\frac{\\pi}{6}"],
      ["3:4", "\\frac34"],
    ],
    "lenient",
  );
  refuses([
    ["2.75", "2,75"],
    ["30^\\circ", "\\frac{\\pi}{6}"],
    ["3:4", "\\frac34"],
  ]);
  accepts([["3:4", "6:8"]]);
});
