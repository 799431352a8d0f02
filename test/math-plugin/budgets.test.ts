import { judgeAnswer } from "@lode/math";
import { expect } from "chai";
import fc from "fast-check";
import { outcome } from "./outcome.js";

const matrix = "\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}";

function nested(levels: number, around: (inner: string) => string, innermost: string): string {
  return levels === 0 ? innermost : around(nested(levels - 1, around, innermost));
}

const bombs: readonly string[] = [
  "9^{9^{9^{9}}}",
  "2^{100000}",
  "3001!",
  "\\binom{10^9}{5 \\cdot 10^8}",
  "\\sum_{k=1}^{10^{12}} k",
  "{".repeat(100) + "1" + "}".repeat(100),
  "-".repeat(100) + "1",
  "1+".repeat(1000) + "1",
  "1".repeat(8001),
  matrix.repeat(30),
  nested(10, (inner) => `(${inner})^4`, matrix),
  "\\frac{3^{25000}}{2^{39000}}+".repeat(30) + "1",
  "3000!+".repeat(200) + "1",
  "\\sum_{k=1}^{999}\\sum_{j=1}^{999} j",
];

describe("the verifier's budgets", () => {
  for (const bomb of bombs) {
    it(`are exceeded by ${bomb.slice(0, 40)}`, () => {
      expect(outcome("2", bomb, "lenient")).to.equal("error");
      expect(outcome("2", bomb)).to.be.oneOf(["error", "incorrect"]);
      expect(outcome(bomb, "2", "lenient")).to.equal("abstain");
    });
  }

  it("bound the things that are compared in any order", () => {
    const list = (length: number) => Array.from({ length }, (_, place) => place).join(", ");
    const reversed = (length: number) => Array.from({ length }, (_, place) => length - place - 1).join(", ");
    expect(outcome(list(60), reversed(60))).to.equal("correct");
    expect(outcome(list(61), reversed(61))).to.equal("abstain");
  });

  it("bound chains within chains", () => {
    const chain = nested(28, (inner) => `(x=1=${inner})`, "1");
    expect(outcome("2", chain)).to.equal("error");
    expect(outcome(chain, "2")).to.equal("abstain");
  });

  it("bound what long texts cost", () => {
    for (const response of [
      "\\boxed{".repeat(50_000),
      "{".repeat(200_000),
      `\\boxed{${"{".repeat(100_000)}`,
      `${"\\boxed{1} and ".repeat(20_000)}\\boxed{2}`,
    ]) {
      expect(judgeAnswer("3", response, { profile: "strict", kind: "response" }).outcome).to.be.oneOf(["incorrect", "error"]);
      expect(judgeAnswer("3", response, { profile: "lenient", kind: "response" }).outcome).to.be.oneOf(["incorrect", "error"]);
    }
  });

  it("abstains without an answer to compare with or one that it cannot read", () => {
    for (const gold of ["", "  ", "$ $", "\\unknown{3}+1", "1 2 3"]) expect(outcome(gold, "3"), gold).to.equal("abstain");
    expect(outcome("\\unknown{3}+1", "\\unknown{3} + 1")).to.equal("correct");
    expect(outcome("3", "\\unknown{3}")).to.equal("incorrect");
  });

  it("never throws, whatever stands in answer and response", () => {
    const pieces = fc.array(
      fc.oneof(
        fc.constantFrom(
          "\\boxed",
          "{",
          "}",
          "\\",
          "\\frac",
          "/",
          ",",
          "$",
          " ",
          ".",
          "-",
          "1",
          "0",
          "\\left",
          "~",
          "^",
          "_",
          "(",
          "]",
          "x",
          "\\sqrt",
          "\\cup",
          "=",
          "!",
          "|",
          "\\pm",
        ),
        fc.string({ unit: "binary" }),
      ),
      { maxLength: 20 },
    );
    const text = pieces.map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, text, fc.constantFrom("strict", "lenient"), fc.constantFrom("answer", "response"), (gold, response, profile, kind) => {
        expect(judgeAnswer(gold, response, { profile, kind }).outcome).to.be.oneOf(["correct", "incorrect", "abstain", "error"]);
      }),
      { numRuns: 500 },
    );
  });

  it("says what it found and why", () => {
    expect(judgeAnswer("2", "So \\boxed{ 4/2 }.", { profile: "strict", kind: "response" })).to.deep.equal({
      outcome: "correct",
      reason: "the same answer",
      extracted: "4/2",
    });
    expect(judgeAnswer("7", "7", { profile: "strict", kind: "response" })).to.deep.equal({ outcome: "incorrect", reason: "no boxed answer" });
  });
});
