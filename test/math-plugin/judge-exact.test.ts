import { judgeExact } from "@lode/math";
import { expect } from "chai";

function outcome(answer: string, text: string): string {
  return judgeExact({ problem: { id: "", prompt: "", answer }, rollout: { text } }).outcome;
}

describe("the verifier exact", () => {
  it("accepts the answer with white space around it", () => {
    for (const text of ["42", " 42", "42\n", "\t42 "]) expect(outcome("42", text), JSON.stringify(text)).to.equal("correct");
  });

  it("refuses everything else", () => {
    for (const text of ["", "4 2", "42.0", "\\boxed{42}", "the answer is 42", "42 42"]) expect(outcome("42", text), text).to.equal("incorrect");
  });

  it("reports the completion as what it found", () => {
    expect(judgeExact({ problem: { id: "", prompt: "", answer: "a" }, rollout: { text: " b " } })).to.deep.equal({
      outcome: "incorrect",
      reason: "another text",
      extracted: "b",
    });
  });
});
