import { randomStream } from "@lode/core";
import { expect } from "chai";
import fc from "fast-check";
import { core } from "./core.js";

const { perturbedAnswers } = core("verify/perturbed-answers");

/** Of 40 streams. */
function perturbed(answer: string): readonly string[] {
  return Array.from({ length: 40 }, (_, seed) => perturbedAnswers(answer, randomStream(seed))).flat();
}

describe("perturbedAnswers", () => {
  it("of a number are other numbers, by more than any rounding", () => {
    const number = fc.oneof(
      fc.integer({ min: -9999, max: 9999 }),
      fc.double({ min: 0.1, max: 900, noNaN: true }).map((value) => Number(value.toFixed(3))),
    );
    fc.assert(
      fc.property(number, fc.integer({ min: 0, max: 999 }), (value, seed) => {
        const others = perturbedAnswers(String(value), randomStream(seed));
        expect(others.length).to.be.at.least(1);
        for (const other of others) expect(Math.abs(Number(other) - value), `${other} for ${value}`).to.be.above(0.05 * Math.abs(value));
      }),
    );
  });

  it("have another sign only where that makes another answer", () => {
    expect(perturbed("7")).to.include("-7");
    expect(perturbed("-\\frac{3}{4}")).to.include("\\frac{3}{4}");
    for (const answer of ["0", "0.0", "\\pm 3", "\\{1,-1\\}", "x^2"]) expect(perturbed(answer)).to.not.include(`-${answer}`);
  });

  it("of words and letters have another letter, and commands stay whole", () => {
    for (const other of perturbed("\\text{Evelyn}")) expect(other).to.match(/^\\text\{[A-Za-z]{6}\}$/);
    expect(new Set(perturbed("B")).size).to.be.above(5);
  });

  it("are all different, and the same from equal streams", () => {
    for (const answer of ["12", "\\frac{1}{2}", "B", "(3, \\pi)", "\\pi"]) {
      const others = perturbedAnswers(answer, randomStream(3));
      expect(new Set([answer, ...others]).size).to.equal(others.length + 1);
      expect(perturbedAnswers(answer, randomStream(3))).to.deep.equal(others);
    }
  });

  it("of what has neither digits nor letters there are none", () => {
    expect(perturbed("\\emptyset")).to.deep.equal([]);
  });
});
