import { ArithmeticDataset, solution, type Operator, type SolutionOptions } from "@lode/arithmetic";
import { randomStream } from "@lode/core";
import { expect } from "chai";
import { joined } from "./parse-expression.js";
import { take } from "./take.js";

const example = joined("-", joined("+", 7, 3), joined("+", 2, 6));

function linesOf(style: SolutionOptions, index: number, seed = 1): readonly string[] {
  return solution(example, style, index, randomStream(seed)).split("\n");
}

describe("solution", () => {
  it("writes the example of the task", () => {
    expect(solution(example, { style: "worked" }, 0, randomStream(1))).to.equal("7+3=10\n2+6=8\n10-8=2\n\\boxed{2}");
    expect(solution(example, { style: "terse" }, 0, randomStream(1))).to.equal("\\boxed{2}");
  });

  it("reduces the leftmost innermost operation first, each line true, down to the answer", async () => {
    const dataset = new ArithmeticDataset({ levels: [1, 2, 3], split: "reinforcement", solutions: { style: "worked" } }, randomStream(3));
    for (const { problem } of await take(500, dataset.draws(0))) {
      const lines = (problem.solution ?? "").split("\n");
      expect(lines.pop()).to.equal(`\\boxed{${problem.answer}}`);
      expect(lines, problem.id).to.deep.equal(rewriting(problem.id));
    }
  });

  it("is worked with probability `share` from draw `after` on when mixed, else terse, and worked before", () => {
    const style: SolutionOptions = { style: "mixed", after: 100, share: 0.3 };
    for (let index = 0; index < 100; index++) expect(linesOf(style, index, index)).to.have.length(4);
    const lengths = Array.from({ length: 4000 }, (_, seed) => linesOf(style, 100, seed).length);
    expect(lengths.every((length) => length === 4 || length === 1)).to.equal(true);
    expect(lengths.filter((length) => length === 4).length / 4000).to.be.closeTo(0.3, 0.03);
  });

  it("writes each line by itself with probability `share` from draw `after` on, and all before", () => {
    const style: SolutionOptions = { style: "by-line", after: 100, share: 0.6 };
    for (let index = 0; index < 100; index++) expect(linesOf(style, index, index)).to.have.length(4);
    const written = Array.from({ length: 4000 }, (_, seed) => linesOf(style, 100, seed));
    for (const line of ["7+3=10", "2+6=8", "10-8=2"]) {
      expect(written.filter((lines) => lines.includes(line)).length / 4000, line).to.be.closeTo(0.6, 0.03);
    }
    expect(written.filter((lines) => lines.length === 4).length / 4000, "all three lines, independent of one another").to.be.closeTo(0.6 ** 3, 0.03);
    expect(written.every((lines) => lines.at(-1) === "\\boxed{2}")).to.equal(true);
  });

  it("differs from draw to draw of a dataset", async () => {
    const dataset = new ArithmeticDataset({ levels: [2], split: "cold-start", solutions: { style: "mixed", after: 0, share: 0.5 } }, randomStream(3));
    const worked = (await take(400, dataset.draws(0))).filter(({ problem }) => problem.solution?.includes("\n") === true);
    expect(worked.length / 400).to.be.closeTo(0.5, 0.1);
  });
});

/** Works on the text alone: the leftmost pair of numbers that the usual reading joins is replaced by its value. */
function rewriting(text: string): readonly string[] {
  const lines: string[] = [];
  for (let rest = text; !/^\d+$/.test(rest);) {
    const { start, end } = leftmostReducible(rest);
    const [left, operator, right] = rest.slice(start, end).split(/([+*-])/);
    const value = { "+": Number(left) + Number(right), "-": Number(left) - Number(right), "*": Number(left) * Number(right) }[operator as Operator];
    lines.push(`${rest.slice(start, end)}=${value}`);
    rest = (rest.slice(0, start) + String(value) + rest.slice(end)).replace(/\((\d+)\)/g, "$1");
  }
  return lines;
}

function leftmostReducible(text: string): { start: number; end: number } {
  for (const match of text.matchAll(/\d+(?=([+*-])(\d+))/g)) {
    const start = match.index;
    const end = start + match[0].length + 1 + match[2].length;
    const before = text[start - 1] ?? "(";
    const following = text[end] ?? ")";
    const bindsLooser = match[1] === "*" ? before !== "*" : before === "(" && following !== "*";
    if (bindsLooser) return { start, end };
  }
  throw new Error(`nothing can be reduced in ${text}`);
}
