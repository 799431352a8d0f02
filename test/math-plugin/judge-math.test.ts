import plugin, { judgeMath } from "@lode/math";
import { Verifier } from "@lode/core";
import { expect } from "chai";
import fc from "fast-check";

function outcome(answer: string, text: string): string {
  return judgeMath({ problem: { id: "", prompt: "", answer }, rollout: { text } }).outcome;
}

const equal: readonly (readonly [answer: string, box: string])[] = [
  ["2", "2"],
  ["2", " 2 "],
  ["2", "2.0"],
  ["2", "$2$"],
  ["2", "2."],
  ["-5", "\u22125"],
  ["1000", "1,000"],
  ["1000000", "1{,}000{,}000"],
  ["1,000", "1\\,000"],
  ["0.5", "\\frac{1}{2}"],
  ["\\frac{1}{2}", "2/4"],
  ["\\dfrac{1}{2}", "\\tfrac12"],
  ["$-\\frac{3}{4}$", "-0.75"],
  ["x^2+1", "x^2 + 1"],
  ["(3,\\frac{\\pi}{2})", "\\left( 3, \\dfrac{\\pi}{2} \\right)"],
  ["\\{1,2\\}", "\\left\\{1,\\,2\\right\\}"],
  ["no solution", "no  solution"],
];

const unequal: readonly (readonly [answer: string, box: string])[] = [
  ["2", "3"],
  ["2", "-2"],
  ["2", ""],
  ["2", "x"],
  ["2", "2, 3"],
  ["2", "1 = 2"],
  ["2", "1+1"],
  ["2", "2x"],
  ["2", "2 2"],
  ["12", "1 2"],
  ["1234", "1, 234"],
  ["1.5", "1. 5"],
  ["(1,234)", "(1\\,234)"],
  ["0.3333", "\\frac{1}{3}"],
  ["100000000000000000000000000001", "100000000000000000000000000000"],
  ["0.1", "0.10000000000000001"],
  ["x", "X"],
  ["ab", "a b"],
  ["a\\\\ b", "a b"],
  ["\\{1,2\\}", "\\{1,2,3\\}"],
  ["\\leftarrow", "arrow"],
  ["204_5", "204_6"],
];

describe("the verifier math", () => {
  for (const [answer, box] of equal) it(`accepts \\boxed{${box}} for ${answer}`, () => expect(outcome(answer, `So \\boxed{${box}}.`)).to.equal("correct"));
  for (const [answer, box] of unequal) it(`refuses \\boxed{${box}} for ${answer}`, () => expect(outcome(answer, `So \\boxed{${box}}.`)).to.equal("incorrect"));

  it("takes the last box only, and no number outside a box", () => {
    expect(outcome("7", "\\boxed{7} no, \\boxed{6}")).to.equal("incorrect");
    expect(outcome("6", "\\boxed{7} no, \\boxed{6}")).to.equal("correct");
    expect(outcome("7", "\\boxed{7} or \\boxed{8")).to.equal("incorrect");
    expect(judgeMath({ problem: { id: "", prompt: "", answer: "7" }, rollout: { text: "7" } })).to.deep.equal({
      outcome: "incorrect",
      reason: "no boxed answer",
    });
  });

  it("reports what it found in the box", () => {
    expect(judgeMath({ problem: { id: "", prompt: "", answer: "2" }, rollout: { text: "\\boxed{ 4/2 }" } })).to.deep.equal({
      outcome: "correct",
      reason: "the same number",
      extracted: "4/2",
    });
  });

  it("accepts of all ways to write a number those of the answer and no other", () => {
    const number = fc.tuple(fc.integer({ min: -40, max: 40 }), fc.constantFrom(1, 2, 4, 5, 8));
    const writings = ([a, b]: readonly [number, number]): readonly string[] => [
      `${a}/${b}`,
      `\\frac{${a}}{${b}}`,
      String(a / b),
      `-\\frac{${-3 * a}}{${3 * b}}`,
      ` ${a / b}`,
    ];
    fc.assert(
      fc.property(number, number, fc.nat(4), fc.nat(4), (gold, answer, first, second) => {
        const expected = gold[0] * answer[1] === answer[0] * gold[1] ? "correct" : "incorrect";
        expect(outcome(writings(gold)[first], `\\boxed{${writings(answer)[second]}}`)).to.equal(expected);
      }),
      { numRuns: 1000 },
    );
  });

  it("never throws, whatever stands in answer and completion", () => {
    const pieces = fc.array(
      fc.oneof(fc.constantFrom("\\boxed", "{", "}", "\\", "\\frac", "/", ",", "$", " ", ".", "-", "1", "0", "\\left", "~"), fc.string({ unit: "binary" })),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(
        pieces.map((parts) => parts.join("")),
        pieces.map((parts) => parts.join("")),
        (answer, text) => {
          expect(outcome(answer, text)).to.be.oneOf(["correct", "incorrect", "abstain"]);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it("abstains without an answer to compare with, and refuses a box that is too long to be one", () => {
    expect(outcome(" ", "\\boxed{ }")).to.equal("abstain");
    expect(outcome("1".repeat(1001), `\\boxed{${"1".repeat(1001)}}`)).to.equal("abstain");
    expect(judgeMath({ problem: { id: "", prompt: "", answer: "x" }, rollout: { text: "\\boxed{ }" } }).reason).to.equal("the box is empty");
    expect(outcome("1", `\\boxed{1.${"0".repeat(1000)}}`)).to.equal("incorrect");
    expect(outcome("1", `\\boxed{${"{".repeat(200000)}`)).to.equal("incorrect");
    expect(outcome("1", "\\boxed{".repeat(50000))).to.equal("incorrect");
  });

  it("is registered beside `exact`", async () => {
    expect(plugin.components.map(({ contract, use }) => [contract, use])).to.deep.equal([
      [Verifier, "math"],
      [Verifier, "exact"],
    ]);
    const { create } = plugin.components[0];
    const math = "from" in create ? (create.from({} as never) as Verifier) : undefined;
    const attempts = ["\\boxed{7}", "7"].map((text) => ({ problem: { id: "", prompt: "", answer: "7" }, rollout: { text } }));
    const verdicts = await math?.verify(attempts, new AbortController().signal);
    expect(verdicts?.map((verdict) => verdict.outcome)).to.deep.equal(["correct", "incorrect"]);
  });
});
