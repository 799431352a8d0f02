import { CharacterTokenizer } from "@lode/arithmetic";
import { ChainsDataset, type ChainsOptions } from "@lode/chains";
import { randomStream, type Problem, splitOf } from "@lode/core";
import { expect } from "chai";
import { take } from "../arithmetic/take.js";
import { evaluateChain } from "./evaluate-chain.js";

const defaults: ChainsOptions = { steps: [6, 8, 10, 12], modulus: 7, split: "reinforcement", solutions: { style: "worked" } };
const splits = ["reinforcement", "cold-start", "test"] as const;

function dataset(changes: Partial<ChainsOptions> = {}, seed = 1): ChainsDataset {
  return new ChainsDataset({ ...defaults, ...changes }, randomStream(seed));
}

/** Runs of sums and of products sorted, by splitting the text. */
function formOf({ id }: Problem): string {
  const [start, operations, modulus] = id.split(/[;%]/);
  const runs = operations.match(/([+-]\d+)+|(\*\d+)+/g) ?? [];
  return `${start};${runs.map((run) => (run.match(/[+*-]\d+/g) ?? []).sort().join("")).join("")}%${modulus}`;
}

describe("ChainsDataset", () => {
  for (const modulus of [3, 7, 10])
    it(`gives problems modulo ${modulus} whose answer an independent calculation finds too`, async () => {
      for (const { problem, index } of await take(300, dataset({ modulus }).draws(0))) {
        expect(problem.prompt, `draw ${index}`).to.equal(`${problem.id}\n`);
        expect(problem.answer).to.equal(String(evaluateChain(problem.id)));
        expect(problem.difficulty).to.equal(problem.id.match(/[+*-]/g)?.length);
        expect(problem.id.endsWith(`%${modulus}`)).to.equal(true);
      }
    });

  it("draws its lengths equally, one that stands twice twice as often", async () => {
    const lengths = (await take(1500, dataset({ steps: [6, 12, 12] }).draws(0))).map(({ problem }) => problem.difficulty);
    expect(lengths.filter((length) => length === 6).length / 1500).to.be.closeTo(1 / 3, 0.04);
    expect(lengths.filter((length) => length === 12).length / 1500).to.be.closeTo(2 / 3, 0.04);
  });

  it("can be continued at any place, with and without an end", async () => {
    for (const order of [undefined, "once"] as const) {
      const whole = await take(40, dataset().draws(0, order));
      expect(await take(33, dataset().draws(7, order))).to.deep.equal(whole.slice(7));
      expect(whole.map(({ index }) => index)).to.deep.equal(whole.map((_, place) => place));
    }
  });

  it("gives other problems to another seed, the same ones to the same", async () => {
    const first = await take(20, dataset({}, 1).draws(0));
    expect(await take(20, dataset({}, 1).draws(0))).to.deep.equal(first);
    expect(await take(20, dataset({}, 2).draws(0))).not.to.deep.equal(first);
  });

  it("has splits without a common problem that together hold every form of one operation, counted by hand: 7 starts, 6 sums, 6 differences, 5 products", async () => {
    const parts = await Promise.all(splits.map((split) => take(Infinity, dataset({ split, steps: [1] }).draws(0, "once"))));
    const forms = parts.map((draws) => draws.map(({ problem }) => formOf(problem)));
    expect(new Set(forms.flat()).size).to.equal(7 * (6 + 6 + 5));
    expect(forms.flat()).to.have.length(7 * (6 + 6 + 5));
    forms.forEach((part, place) => part.forEach((form) => expect(splitOf("chains", form), form).to.equal(splits[place])));
  });

  it("keeps other orders of a problem in its split", async () => {
    for (const split of splits)
      for (const { problem } of await take(200, dataset({ split, steps: [2, 6] }, 5).draws(0)))
        expect(splitOf("chains", formOf(problem)), problem.id).to.equal(split);
  });

  it("evaluates every seed on the same problems, each once", async () => {
    const first = await take(400, dataset({ split: "test" }, 1).draws(0, "once"));
    expect(await take(400, dataset({ split: "test" }, 2).draws(0, "once"))).to.deep.equal(first);
    expect(new Set(first.map(({ problem }) => formOf(problem))).size).to.equal(400);
  });

  it("fits into the recipes' alphabet and length", async () => {
    const tokenizer = new CharacterTokenizer({ alphabet: "0123456789+-*=;%\n\\boxed{}" });
    for (const { problem } of await take(200, dataset({ steps: [12], solutions: { style: "slips", after: 0, share: 0.1 } }).draws(0))) {
      expect(tokenizer.encodePrompt(problem.prompt)).to.have.length(29);
      expect(tokenizer.encode(problem.solution ?? "").length + 1, "with the end token").to.equal(82);
    }
  });
});
