import { expect } from "chai";
import fc from "fast-check";
import { accepts, outcome, refuses } from "./outcome.js";

const distinct = fc.uniqueArray(fc.integer({ min: -99, max: 99 }), { minLength: 2, maxLength: 6 });

describe("several things", () => {
  it("are a list or set in any order, a tuple in its own", () => {
    fc.assert(
      fc.property(
        distinct.chain((numbers) => fc.tuple(fc.constant(numbers), fc.shuffledSubarray(numbers, { minLength: numbers.length }))),
        ([numbers, shuffled]) => {
          const same = numbers.every((number, place) => number === shuffled[place]);
          expect(outcome(numbers.join(", "), shuffled.join(" , "))).to.equal("correct");
          expect(outcome(`\\{${numbers.join(",")}\\}`, `\\left\\{${shuffled.join(",\\,")}\\right\\}`)).to.equal("correct");
          expect(outcome(`(${numbers.join(",")})`, `\\left( ${shuffled.join(", ")} \\right)`)).to.equal(same ? "correct" : "incorrect");
        },
      ),
    );
  });

  it("are another set with one more, one less or one changed", () => {
    fc.assert(
      fc.property(distinct, ([first, ...rest]) => {
        const gold = `\\{${[first, ...rest].join(",")}\\}`;
        for (const others of [rest, [first, 100, ...rest], [first + 200, ...rest]]) expect(outcome(gold, `\\{${others.join(",")}\\}`)).to.equal("incorrect");
      }),
    );
  });

  accepts([
    ["1 \\pm \\sqrt{2}", "1 - \\sqrt2, 1 + \\sqrt2"],
    ["\\pm 3", "\\{-3, 3\\}"],
    ["2, 3", "2 \\text{ and } 3"],
    ["2, 3, 5", "2, 3, \\text{ and } 5"],
    ["x = 1, x = 2", "2, 1"],
    ["p = 1, q = 2", "q = 2, p = 1"],
    ["p = 1, q = 2", "1, 2"],
    ["(x, y) = (1, 2)", "(1, 2)"],
    ["(1, 2), (3, 4)", "\\{(3, 4), (1, 2)\\}"],
    ["[0, 1)", "[0, 1)"],
    ["(-\\infty, 2) \\cup (3, \\infty)", "x < 2 \\text{ or } x > 3"],
    ["(0, 2)", "0 < x < 2"],
    ["[1, 3]", "[1, 2] \\cup [2, 3]"],
    ["x \\ne 0", "(-\\infty, 0) \\cup (0, \\infty)"],
    ["\\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}", "\\begin{bmatrix} 1&2\\\\3&4 \\end{bmatrix}"],
    ["\\begin{pmatrix} 1/2 \\\\ 1 \\end{pmatrix}", "\\frac12 \\begin{pmatrix} 1 \\\\ 2 \\end{pmatrix}"],
    ["\\emptyset", "\\{\\}"],
  ]);

  refuses([
    ["p = 1, q = 2", "2, 1"],
    ["p = 1, q = 2", "p = 2, q = 1"],
    ["1, 2", "(1, 2)"],
    ["1, 1, 2", "1, 2"],
    ["(1, 1, 2)", "(1, 2)"],
    ["[0, 1)", "[0, 1]"],
    ["[0, 1]", "(0, 1)"],
    ["[0, 1)", "(0, 1)"],
    ["[0, 1] \\cup [2, 3]", "[0, 3]"],
    ["0 < x < 2", "0 < y < 2"],
    ["5", "\\{5\\}"],
    ["\\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}", "\\begin{pmatrix} 1 & 3 \\\\ 2 & 4 \\end{pmatrix}"],
    ["\\begin{pmatrix} 1 & 2 \\end{pmatrix}", "\\begin{pmatrix} 1 \\\\ 2 \\end{pmatrix}"],
    ["(\\pm 1, \\pm 2)", "(1, 2)"],
  ]);
});

describe("several things to a lenient reader", () => {
  accepts(
    [
      ["\\begin{pmatrix} 1 \\\\ 2 \\end{pmatrix}", "(1, 2)"],
      ["(1, 2)", "1, 2"],
      ["5", "\\{5\\}"],
      ["1, 2", "\\text{smaller}: 1, \\text{larger}: 2"],
      [
        "\\begin{pmatrix} 3 & 0 \\\\ 0 & 3 \\end{pmatrix}",
        "\\begin{pmatrix} 1 & 0 \\\\ 0 & 1 \\end{pmatrix} + 2\\begin{pmatrix} 1 & 0 \\\\ 0 & 1 \\end{pmatrix}",
      ],
      ["1 \\le |x| \\le 2", "[-2, -1] \\cup [1, 2]"],
    ],
    "lenient",
  );
  refuses(
    [
      ["(1, 2)", "2, 1"],
      ["1, 2", "1, 2, 3"],
    ],
    "lenient",
  );
});
