import { ChainsDataset, type SolutionOptions } from "@lode/chains";
import { randomStream, type Problem } from "@lode/core";
import { expect } from "chai";
import { take } from "../arithmetic/take.js";
import { evaluateChain } from "./evaluate-chain.js";

async function problems(solutions: SolutionOptions, modulus = 7): Promise<readonly Problem[]> {
  const dataset = new ChainsDataset({ steps: [6, 12], modulus, split: "cold-start", solutions }, randomStream(3));
  return (await take(400, dataset.draws(0))).map(({ problem }) => problem);
}

interface Work {
  readonly lines: readonly { readonly from: number; readonly operation: string; readonly to: number; readonly right: boolean }[];
  readonly box: number;
}

/** Read line by line, each judged by itself. */
function workOf({ solution = "" }: Problem, modulus = 7): Work {
  const written = solution.split("\n");
  const [, box] = /^\\boxed\{(\d+)\}$/.exec(written.at(-1) ?? "") ?? [];
  const lines = written.slice(0, -1).map((line) => {
    const [, from, operation, to] = /^(\d+)([+*-]\d+)=(\d+)$/.exec(line) ?? [];
    return { from: Number(from), operation, to: Number(to), right: evaluateChain(`${from};${operation}%${modulus}`) === Number(to) };
  });
  return { lines, box: Number(box) };
}

describe("solution", () => {
  for (const modulus of [7, 12])
    it(`writes every operation modulo ${modulus} on a line that goes on from the one before, and the answer in a box`, async () => {
      for (const problem of await problems({ style: "worked" }, modulus)) {
        const { lines, box } = workOf(problem, modulus);
        const values = [Number(problem.id.split(";")[0]), ...lines.map(({ to }) => to)];
        expect(
          lines.every(({ right }) => right),
          problem.solution,
        ).to.equal(true);
        expect(lines.map(({ from }) => from)).to.deep.equal(values.slice(0, -1));
        expect(`${values[0]};${lines.map(({ operation }) => operation).join("")}%${modulus}`).to.equal(problem.id);
        expect(values.every((value) => value >= 0 && value < modulus)).to.equal(true);
        expect([String(box), box]).to.deep.equal([problem.answer, values.at(-1)]);
      }
    });

  it("with slips, has so many lines with a wrong result from a place on, goes on from them, and one slip makes the box wrong", async () => {
    const drawn = await problems({ style: "slips", after: 100, share: 0.1 });
    const works = drawn.map((problem) => workOf(problem));
    expect(works.slice(0, 100).every(({ lines }) => lines.every(({ right }) => right))).to.equal(true);
    const lines = works.slice(100).flatMap((work) => work.lines);
    expect(lines.filter(({ right }) => !right).length / lines.length).to.be.closeTo(0.1, 0.02);
    works.forEach((work, place) => {
      expect(work.lines.slice(1).map(({ from }) => from)).to.deep.equal(work.lines.slice(0, -1).map(({ to }) => to));
      expect(work.box).to.equal(work.lines.at(-1)?.to);
      const slips = work.lines.filter(({ right }) => !right).length;
      if (slips < 2) expect(String(work.box) === drawn[place].answer, drawn[place].solution).to.equal(slips === 0);
    });
  });

  it("slips everywhere with share 1, to every wrong result", async () => {
    const lines = (await problems({ style: "slips", after: 0, share: 1 })).flatMap((problem) => workOf(problem).lines);
    expect(lines.some(({ right }) => right)).to.equal(false);
    expect(new Set(lines.filter(({ from, operation }) => from === 3 && operation === "+1").map(({ to }) => to)).size).to.equal(6);
  });

  it("by line, leaves out lines from a place on, and what is left is right", async () => {
    const drawn = await problems({ style: "by-line", after: 100, share: 0.6 });
    const works = drawn.map((problem) => workOf(problem));
    const share = (part: readonly Work[], from: number) =>
      part.reduce((sum, { lines }) => sum + lines.length, 0) / drawn.slice(from, from + part.length).reduce((sum, { difficulty = 0 }) => sum + difficulty, 0);
    expect(share(works.slice(0, 100), 0)).to.equal(1);
    expect(share(works.slice(100), 100)).to.be.closeTo(0.6, 0.03);
    expect(works.every(({ lines }) => lines.every(({ right }) => right))).to.equal(true);
    expect(works.map(({ box }) => String(box))).to.deep.equal(drawn.map(({ answer }) => answer));
  });
});
