import { judgeAnswer, withoutThinking } from "@lode/judge";
import { expect } from "chai";

describe("a judge's answer", () => {
  for (const text of ["A", " A\n", "<think>B, surely. B.</think>A", "</think>\n\nA", "<think>x</think><think>y</think>A"]) {
    it(`${JSON.stringify(text)} is A`, () => expect(judgeAnswer(text)).to.equal("A"));
  }

  it("B is B", () => expect(judgeAnswer("B")).to.equal("B"));

  const nonsense = ["", "a", "AB", "A B", "A.", "A or B", "The answer is A", "**A**", '"A"', "A\nB", "C", "correct", "<think>A", "<think>A</think>", "\u0410"];
  for (const text of nonsense) {
    it(`${JSON.stringify(text)} is none`, () => expect(judgeAnswer(text)).to.equal(undefined));
  }
});

describe("a text without its thinking", () => {
  it("is what comes after the thinking ends, the whole where there is none, and nothing where it does not end", () => {
    expect(withoutThinking("<think>6? 7?</think> 7")).to.equal(" 7");
    expect(withoutThinking("7")).to.equal("7");
    expect(withoutThinking("7<think>no, 8")).to.equal(undefined);
  });
});
