import { judgeAnswer } from "@lode/math";
import { expect } from "chai";
import fc from "fast-check";

function extracted(response: string, profile: "strict" | "lenient" = "strict"): string | undefined {
  return judgeAnswer("unlikely", response, { profile, kind: "response" }).extracted;
}

/** Text in which braces are balanced, escaped ones apart. */
const balanced: fc.Arbitrary<string> = fc.letrec<{ text: string }>((tie) => ({
  text: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom("", "7", "-1", "\\frac", "\\{", "\\}", "\\\\", " ", "x"),
    tie("text").map((inner) => `{${inner}}`),
    fc.tuple(tie("text"), tie("text")).map((parts) => parts.join("")),
  ),
})).text;

describe("the answer of a response", () => {
  it("is what the last box holds, whatever stands around it", () => {
    fc.assert(
      fc.property(balanced, balanced, balanced, fc.constantFrom("", " ", "\n"), (before, inside, after, gap) => {
        fc.pre(!inside.startsWith("\\boxed"));
        expect(extracted(`${before}\\boxed{1}. So now ${before} \\boxed${gap}{${inside}}${after}`)).to.equal(inside.trim());
      }),
    );
  });

  it("is nothing where the last box is not closed or there is none", () => {
    for (const response of ["\\boxed{7", "\\boxed{7} or \\boxed{8", "7", "The answer is 7.", "\\boxed 7", ""]) expect(extracted(response)).to.equal(undefined);
  });

  it("comes after the thinking", () => {
    expect(extracted("<think>\\boxed{1}</think> so \\boxed{2}")).to.equal("2");
    expect(extracted("\\boxed{1}</think>\\boxed{2}")).to.equal("2");
    expect(extracted("<think>\\boxed{1}</think> I do not know")).to.equal(undefined);
    expect(extracted("<think>it may be \\boxed{1}")).to.equal(undefined);
  });

  it("is what an answer tag holds where there is no box", () => {
    expect(extracted("<think>?</think><answer> 7 </answer>")).to.equal("7");
    expect(extracted("<answer>6</answer><answer>7</answer>")).to.equal("7");
    expect(extracted("<answer>6</answer> \\boxed{7}")).to.equal("7");
    expect(extracted("</answer>7<answer>")).to.equal(undefined);
  });

  it("is all of several boxes that are named in one breath, and the last of those that replace one another", () => {
    expect(extracted("$\\boxed{6}$ and $\\boxed{7}$")).to.equal("6 , 7");
    expect(extracted("\\boxed{6} or \\boxed{7}")).to.equal("6 , 7");
    expect(extracted("\\boxed{6}\\boxed{7}")).to.equal("6 , 7");
    expect(extracted("\\boxed{7} and \\boxed{7}")).to.equal("7");
    expect(extracted("\\boxed{6}, no, \\boxed{7}")).to.equal("7");
    expect(extracted("\\boxed{6}. But that is wrong: \\boxed{7}")).to.equal("7");
    expect(extracted("\\boxed{\\boxed{7}}")).to.equal("7");
  });

  it("may stand without a box for a lenient reader", () => {
    const responses: readonly (readonly [string, string])[] = [
      ["12 - 5 = 7\n#### 7", "7"],
      ["Hence the answer is 7.", "7"],
      ["**Final Answer:** $x + 1$", "x + 1"],
      ["So there are 12 such numbers in 3 rows.", "3"],
      ["It follows that $a = 4$. Therefore the sum is $9$.", "9"],
      ["I counted 5. The result is 2.5 metres.", "2.5 metres"],
      ["7", "7"],
      ["\\boxed{3} was wrong. The final answer is 4.", "4"],
    ];
    for (const [response, answer] of responses) {
      expect(extracted(response, "lenient"), response).to.equal(answer);
      if (!response.includes("box")) expect(extracted(response), response).to.equal(undefined);
    }
  });

  it("of a problem may be a whole solution", () => {
    for (const gold of ["So it is $\\boxed{7}$.", "3 + 4 = 7\n#### 7", "7"]) {
      expect(judgeAnswer(gold, "\\boxed{7}", { profile: "strict", kind: "response" }).outcome, gold).to.equal("correct");
    }
  });
});
