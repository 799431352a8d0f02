import { ArithmeticDataset, canonicalForm, type ArithmeticOptions } from "@lode/arithmetic";
import { randomStream, type Problem } from "@lode/core";
import { expect } from "chai";
import fc from "fast-check";
import { parseExpression } from "./parse-expression.js";
import { take } from "./take.js";

const defaults: ArithmeticOptions = { levels: [1, 2, 3], split: "reinforcement", solutions: { style: "worked" } };

function dataset(changes: Partial<ArithmeticOptions> = {}, seed = 1): ArithmeticDataset {
  return new ArithmeticDataset({ ...defaults, ...changes }, randomStream(seed));
}

function formOf(problem: Problem): string {
  return canonicalForm(parseExpression(problem.id));
}

describe("ArithmeticDataset", () => {
  it("gives problems whose answer an independent reader of the prompt finds too", async () => {
    for (const { problem, index } of await take(500, dataset().draws(0))) {
      const expression = parseExpression(problem.id);
      const operands = problem.id.replace(/[^0-9]/g, "").length;
      expect(problem.prompt, `draw ${index}`).to.equal(`${problem.id}\n`);
      expect(problem.answer).to.equal(String(typeof expression === "number" ? expression : expression.value));
      expect(problem.difficulty).to.equal(operands - 1);
    }
  });

  it("can be continued at any place, with and without an end", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(60), fc.nat(20), fc.integer(), fc.constantFrom(undefined, "once" as const), async (from, count, seed, order) => {
        const whole = await take(from + count + 1, dataset({}, seed).draws(0, order));
        expect(await take(count + 1, dataset({}, seed).draws(from, order))).to.deep.equal(whole.slice(from));
        expect(whole.map((draw) => draw.index)).to.deep.equal(whole.map((_, place) => place));
      }),
      { numRuns: 25 },
    );
  });

  it("draws its levels equally, a level that stands twice twice as often", async () => {
    const levels = (await take(3000, dataset({ levels: [1, 3, 3] }).draws(0))).map(({ problem }) => problem.difficulty);
    expect(levels.filter((level) => level === 1).length / 3000).to.be.closeTo(1 / 3, 0.03);
    expect(levels.filter((level) => level === 3).length / 3000).to.be.closeTo(2 / 3, 0.03);
  });

  it("gives other problems to another seed, the same ones to the same", async () => {
    const first = await take(20, dataset({}, 1).draws(0));
    expect(await take(20, dataset({}, 1).draws(0))).to.deep.equal(first);
    expect(await take(20, dataset({}, 2).draws(0))).not.to.deep.equal(first);
  });

  it("has splits without a common problem, whatever the seeds", async () => {
    const parts = await Promise.all(
      (["reinforcement", "cold-start", "test"] as const).map((split, seed) => take(2000, dataset({ split, levels: [1, 2] }, seed).draws(0))),
    );
    const forms = parts.map((draws) => new Set(draws.map(({ problem }) => formOf(problem))));
    expect(new Set(forms.flatMap((part) => [...part])).size).to.equal(forms.reduce((sum, part) => sum + part.size, 0));
    expect(forms.every((part) => part.size > 300)).to.equal(true);
  });

  it("evaluates every seed on the same problems, each canonical form once", async () => {
    const first = await take(430, dataset({ split: "test" }, 1).draws(0, "once"));
    expect(await take(430, dataset({ split: "test" }, 2).draws(0, "once"))).to.deep.equal(first);
    expect(new Set(first.map(({ problem }) => formOf(problem))).size).to.equal(430);
  });

  it("comes to an end with `once`, and has at least 430 test problems wherever level 2 or 3 is among the levels", async () => {
    const level1 = await take(Infinity, dataset({ split: "test", levels: [1] }).draws(0, "once"));
    const level2 = await take(Infinity, dataset({ split: "test", levels: [2] }).draws(0, "once"));
    expect(level1.length).to.be.within(20, 40);
    expect(level2.length).to.be.within(430, 700);
  });

  it("finds every problem of a small part with `once`", async () => {
    const splits = ["reinforcement", "cold-start", "test"] as const;
    const parts = await Promise.all(splits.map((split) => take(Infinity, dataset({ split, levels: [1] }).draws(0, "once"))));
    expect(parts.flat()).to.have.length(135);
  });
});
