import { CountdownDataset, judgeCountdown, type CountdownOptions } from "@lode/countdown";
import { randomStream, type Problem, splitOf } from "@lode/core";
import { expect } from "chai";
import { runInNewContext } from "node:vm";
import { take } from "../arithmetic/take.js";

const defaults: CountdownOptions = { counts: [3, 4], split: "reinforcement", solutions: { style: "search", attempts: 3 } };

function dataset(changes: Partial<CountdownOptions> = {}, seed = 1): CountdownDataset {
  return new CountdownDataset({ ...defaults, ...changes }, randomStream(seed));
}

/** By JavaScript itself. */
function valueOf(expression: string): number {
  expect(expression).to.match(/^[\d+\-*/()]+$/);
  return runInNewContext(expression) as number;
}

function digits(text: string): string {
  return Array.from(text.replace(/\D/g, "")).sort().join("");
}

function formOf({ id }: Problem): string {
  const [numbers, target] = id.split(":");
  return `${numbers.split(" ").sort().join(" ")}=${target}`;
}

describe("CountdownDataset", () => {
  it("gives numbers and a target that the answer reaches, by an independent calculation", async () => {
    for (const { problem, index } of await take(300, dataset().draws(0))) {
      const [numbers, target] = problem.id.split(":");
      expect(problem.prompt, `draw ${index}`).to.equal(`${problem.id}\n`);
      expect(valueOf(problem.answer)).to.equal(Number(target));
      expect(digits(problem.answer)).to.equal(digits(numbers));
      expect(numbers.split(" "))
        .to.have.length(problem.difficulty ?? 0)
        .and.not.include(target);
      expect(Number(target)).to.be.within(1, 99);
    }
  });

  it("writes solutions that search: right lines that miss the target, one that reaches it, and its expression in a box", async () => {
    const counts = new Set<number>();
    for (const { problem } of await take(300, dataset().draws(0))) {
      const lines = (problem.solution ?? "").split("\n");
      const [box, ...tried] = [lines.at(-1), ...lines.slice(0, -1)];
      const target = Number(problem.id.split(":")[1]);
      const values = tried.map((line) => line.split("=").map(valueOf));
      for (const steps of values) expect(new Set(steps).size, problem.solution).to.equal(1);
      expect(values.map(([value]) => value === target)).to.deep.equal(values.map((_, place) => place === values.length - 1));
      expect(new Set(tried).size).to.equal(tried.length);
      expect(box).to.equal(`\\boxed{${problem.answer}}`);
      expect(judgeCountdown({ problem, rollout: { text: problem.solution ?? "" } }).outcome).to.equal("correct");
      counts.add(tried.length);
    }
    expect([...counts].sort()).to.deep.equal([1, 2, 3, 4]);
  });

  it("writes terse solutions, all or from a place on so many", async () => {
    const searching = async (solutions: CountdownOptions["solutions"]): Promise<readonly boolean[]> =>
      (await take(400, dataset({ solutions }).draws(0))).map(({ problem }) => problem.solution?.includes("\n") ?? false);
    expect(await searching({ style: "terse" })).to.not.include(true);
    const mixed = await searching({ style: "mixed", attempts: 2, after: 100, share: 0.3 });
    expect(mixed.slice(0, 100)).to.not.include(false);
    expect(mixed.slice(100).filter(Boolean).length / 300).to.be.closeTo(0.3, 0.08);
  });

  it("can be continued at any place, with and without an end", async () => {
    for (const order of [undefined, "once"] as const) {
      const whole = await take(40, dataset().draws(0, order));
      expect(await take(33, dataset().draws(7, order))).to.deep.equal(whole.slice(7));
      expect(whole.map(({ index }) => index)).to.deep.equal(whole.map((_, place) => place));
    }
  });

  it("gives other problems to another seed, and draws its counts equally", async () => {
    const first = await take(600, dataset({}, 1).draws(0));
    expect((await take(600, dataset({}, 2).draws(0))).map(({ problem }) => problem.id)).to.not.deep.equal(first.map(({ problem }) => problem.id));
    expect(first.filter(({ problem }) => problem.difficulty === 3).length / 600).to.be.closeTo(0.5, 0.07);
  });

  it("has splits without a common problem, whatever the order of the numbers", async () => {
    const splits = ["reinforcement", "cold-start", "test"] as const;
    const parts = await Promise.all(splits.map((split) => take(Infinity, dataset({ split, counts: [3] }).draws(0, "once"))));
    const forms = parts.map((draws) => draws.map(({ problem }) => formOf(problem)));
    expect(forms.map((part) => part.length)).to.deep.equal([770, 754, 399]);
    expect(new Set(forms.flat()).size).to.equal(770 + 754 + 399);
    forms.forEach((part, place) => part.forEach((form) => expect(splitOf("countdown", form), form).to.equal(splits[place])));
  });

  it("evaluates every seed on the same problems, each once", async () => {
    const first = await take(430, dataset({ split: "test" }, 1).draws(0, "once"));
    expect(await take(430, dataset({ split: "test" }, 2).draws(0, "once"))).to.deep.equal(first);
    expect(new Set(first.map(({ problem }) => formOf(problem))).size).to.equal(430);
  });
});
