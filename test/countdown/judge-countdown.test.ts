import { judgeCountdown, parseExpression } from "@lode/countdown";
import { expect } from "chai";

/** Many numbers; target 8. */
const GOLD = "(7-5)*7/7+3+3";

function judged(text: string, answer = "3*5-7", kind?: "answer") {
  return judgeCountdown({ problem: { id: "", prompt: "", answer }, rollout: { text }, kind });
}

const right: readonly (readonly [text: string, answer?: string])[] = [
  ["\\boxed{3*5-7}"],
  ["\\boxed{5*3-7}"],
  ["\\boxed{ (5 * 3) - 7 }"],
  ["\\boxed{3} no, \\boxed{5*3-7}."],
  ["<answer>3*5-7</answer>"],
  ["\\boxed{3} <answer> 3*5-7 </answer>"],
  ["\\boxed{3+5}", "3+5+7-7"],
  ["\\boxed{5+3}", GOLD],
  ["\\boxed{8/(3-8/3)}", "8/(3-8/3)"],
  ["\\boxed{(((3*5)))-7}"],
  ["\\boxed{1/3+2/3}", "2*3-3-1-1"],
];

const wrong: readonly (readonly [text: string, reason: string, answer?: string])[] = [
  ["3*5-7", "no final answer"],
  ["\\boxed{3*5-7} \\boxed{3+5+7}", "has the value 15"],
  ["\\boxed{3*5-7", "no final answer"],
  ["\\boxed{3*5-7} <answer>", "no final answer"],
  ["\\boxed{}", "no expression"],
  ["\\boxed{8}", "8 is not given, or not so often"],
  ["\\boxed{3+5-7}", "has the value 1"],
  ["\\boxed{3+5}", "3 is not given, or not so often", "5+1+2"],
  ["\\boxed{5+5-2}", "5 is not given, or not so often", "5+3-2"],
  ["\\boxed{35-7}", "35 is not given, or not so often"],
  ["\\boxed{3*5-7=8}", "no expression"],
  ["\\boxed{3 5-7}", "no expression"],
  ["\\boxed{3*5+-7}", "no expression"],
  ["\\boxed{-7+3*5}", "no expression"],
  ["\\boxed{3**5-7}", "no expression"],
  ["\\boxed{3^5-7}", "no expression"],
  ["\\boxed{3(5)-7}", "no expression"],
  ["\\boxed{3.0*5-7}", "no expression"],
  ["\\boxed{(3*5-7}", "no expression"],
  ["\\boxed{3*5-7)}", "no expression"],
  ["\\boxed{()}", "no expression"],
  ["\\boxed{\u0663*5-7}", "no expression"],
  ["\\boxed{3/(5-5)}", "divides by 0", "3+5+5"],
  ["\\boxed{1/3}", "has the value 1/3", "1+3"],
  [`\\boxed{${"(".repeat(100)}3${")".repeat(100)}}`, "no expression"],
  ["\\boxed{99999999999999999999}", "no expression"],
];

describe("verifier countdown", () => {
  for (const [text, answer] of right) {
    it(`accepts ${text} for the target of ${answer ?? "3*5-7"}`, () => expect(judged(text, answer)).to.include({ outcome: "correct" }));
  }

  for (const [text, reason, answer] of wrong) {
    it(`refuses ${text.slice(0, 40)}: ${reason}`, () => expect(judged(text, answer)).to.include({ outcome: "incorrect", reason }));
  }

  it("calculates exactly, where floating point numbers would not", () => {
    expect(judged("\\boxed{1/3+1/3+1/3}", "1*3/3+3-3+1-1")).to.include({ outcome: "correct" });
    expect(judged("\\boxed{999999999*999999999}", "999999999*999999999-1+1").outcome).to.equal("correct");
    expect(judged("\\boxed{999999999*999999999}", "999999999*999999999+1").outcome).to.equal("incorrect");
  });

  it("reads an answer that stands alone where it is told to", () => {
    expect(judged(" 3*5-7 ", undefined, "answer").outcome).to.equal("correct");
    expect(judged("\\boxed{3*5-7}", undefined, "answer").outcome).to.equal("incorrect");
  });

  it("abstains where the problem's answer is no expression, or has no value", () => {
    for (const answer of ["", "eight", "3*", "1/0"]) expect(judged("\\boxed{8}", answer).outcome, answer).to.equal("abstain");
  });
});

describe("an expression", () => {
  it("is read with * and / first, and else from left to right", () => {
    expect(parseExpression("1-2-3*4/5")).to.deep.equal({
      operator: "-",
      left: { operator: "-", left: 1, right: 2 },
      right: { operator: "/", left: { operator: "*", left: 3, right: 4 }, right: 5 },
    });
    expect(parseExpression("1-(2-3)")).to.deep.equal({ operator: "-", left: 1, right: { operator: "-", left: 2, right: 3 } });
  });
});
