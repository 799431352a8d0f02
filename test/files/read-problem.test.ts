import { LAYOUTS, RowFault, finalAnswer, readProblem, type Layout } from "@lode/files";
import { expect } from "chai";

function faultOf(call: () => unknown): string {
  try {
    call();
    return "none";
  } catch (fault) {
    if (!(fault instanceof RowFault)) throw fault;
    return fault.message;
  }
}

describe("a row", () => {
  it("of GSM8K has its answer after ####; the notes for a calculator are left out", () => {
    const row = { question: "How many?", answer: "6 * 2 = <<6*2=12>>12 pens.\nSo 1,012.\n#### 1,012" };
    expect(readProblem(row, LAYOUTS.gsm8k)).to.deep.equal({
      question: "How many?",
      answer: "1,012",
      solution: "6 * 2 = 12 pens.\nSo 1,012.\n#### 1,012",
    });
  });

  it("of MATH has its answer in the last box of the solution, and a level", () => {
    const solution = "First \\boxed{1}, no: $\\boxed{\\frac{2}{3}}$.";
    const row = { problem: "What?", level: "Level 4", type: "Algebra", solution };
    expect(readProblem(row, LAYOUTS.math)).to.deep.equal({ question: "What?", answer: "\\frac{2}{3}", solution, difficulty: 4 });
    expect(readProblem({ ...row, level: "Level ?" }, LAYOUTS.math)).to.not.have.property("difficulty");
  });

  it("of MATH-500 has all in fields of their own", () => {
    const row = {
      problem: "What?",
      solution: "…",
      answer: "\\left( 3, \\frac{\\pi}{2} \\right)",
      subject: "Precalculus",
      level: 2,
      unique_id: "test/807.json",
    };
    expect(readProblem(row, LAYOUTS["math-500"])).to.deep.equal({
      ...{ question: "What?", answer: "\\left( 3, \\frac{\\pi}{2} \\right)", solution: "…" },
      ...{ id: "test/807.json", difficulty: 2 },
    });
  });

  it("of OREAL has a pass rate", () => {
    expect(readProblem({ question: "q", gold_answer: "a", pass_rate: 0.25 }, LAYOUTS.oreal)).to.deep.equal({ question: "q", answer: "a", passRate: 0.25 });
  });

  it("may have fields within fields, messages, and numbers as texts", () => {
    const layout: Layout = { prompt: "prompt", answer: "reward_model.ground_truth", answerForm: "whole", id: "extra_info.index", difficulty: "difficulty" };
    const prompt = [{ role: "user", content: "q" }];
    const row = { prompt, reward_model: { style: "rule", ground_truth: 72 }, extra_info: { index: 5 }, difficulty: "3.5" };
    expect(readProblem(row, layout)).to.deep.equal({ prompt, answer: "72", id: "5", difficulty: 3.5 });
    expect(readProblem({ "reward_model.ground_truth": "x", prompt: "p" }, layout)).to.deep.equal({ prompt: "p", answer: "x" });
  });

  it("that cannot be used says which field is wrong", () => {
    expect(faultOf(() => readProblem([1], LAYOUTS.lode))).to.equal("the row is no object with fields");
    expect(faultOf(() => readProblem({ question: "q" }, LAYOUTS.lode))).to.equal('"answer" is missing or empty');
    expect(faultOf(() => readProblem({ question: "q", answer: "12" }, LAYOUTS.gsm8k))).to.equal('"answer" has nothing after ####');
    expect(faultOf(() => readProblem({ problem: "q", solution: "12" }, LAYOUTS.math))).to.equal('"solution" has no \\boxed answer');
    expect(faultOf(() => readProblem({ question: ["q"], answer: "1" }, LAYOUTS.lode))).to.equal('"question" is a list, expected text');
    expect(faultOf(() => readProblem({ question: "q", answer: "1", difficulty: "hard" }, LAYOUTS.lode))).to.equal('"difficulty" is "hard", expected a number');
    expect(faultOf(() => readProblem({ question: "q", gold_answer: "1", pass_rate: 25 }, LAYOUTS.oreal))).to.equal('"pass_rate" is 25');
    expect(faultOf(() => readProblem({ prompt: [{ role: "tool", content: "" }], answer: "1" }, LAYOUTS.lode))).to.equal('"prompt" is no list of messages');
  });
});

describe("the last box", () => {
  const cases: readonly (readonly [string, string])[] = [
    ["\\boxed{a{b}c} and more", "a{b}c"],
    ["\\boxed{1} then \\fbox{2}", "2"],
    ["\\boxed 7.", "7"],
    ["\\boxed{\\{1, 2\\}}", "\\{1, 2\\}"],
    ["\\boxed{3} and \\boxed{4", "3"],
  ];
  for (const [text, answer] of cases) it(`of ${text}`, () => expect(finalAnswer(text, "box", "solution")).to.equal(answer));
});
