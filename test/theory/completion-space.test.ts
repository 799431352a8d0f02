import { correct, incorrect, type Draw } from "@lode/core";
import { expect } from "chai";
import { failureOf } from "../recipe/failure-of.js";
import { PROMPT, tabularPolicy, tokenizer } from "../tabular/tabular-fixture.js";
import { core } from "./core.js";
import { spaceOf } from "./listed-space.js";

const { completionCount, enumerateCompletions } = core("theory/enumerate-completions");
const { completionProbabilities, completionSpace } = core("theory/completion-space");

const DRAW: Draw = { problem: { id: "x", prompt: "a", answer: "b" }, index: 0 };
const asked: string[] = [];
const verifier = {
  verify: (attempts: readonly { rollout: { text: string } }[]) => {
    asked.push(...attempts.map(({ rollout }) => rollout.text));
    return Promise.resolve(attempts.map(({ rollout }) => (rollout.text === "b" ? correct() : incorrect("another"))));
  },
};

describe("enumerateCompletions", () => {
  it("has every completion once, the ones that the policy gives", () => {
    for (const maxTokens of [0, 1, 2, 3, 4]) {
      const completions = enumerateCompletions(tokenizer, maxTokens);
      expect(completions).to.have.length(completionCount(tokenizer, maxTokens));
      const given = tabularPolicy().completions(PROMPT, maxTokens);
      expect(completions.map(String)).to.have.members(given.map(({ tokens }) => tokens.join()));
    }
    expect(completionCount({ vocabularySize: 16, endToken: 1, padToken: 0 }, 3)).to.equal(1 + 14 + 14 ** 2 + 14 ** 3);
  });
});

describe("completionSpace", () => {
  it("lists, judges and calls what the limit cut off wrong without asking", async () => {
    asked.length = 0;
    const { batch, texts, correct: verdicts } = await completionSpace(DRAW, tokenizer, verifier, { maxTokens: 2, temperature: 0.5 });
    expect(texts.filter((_, y) => verdicts[y])).to.deep.equal(["b"]);
    expect(asked).to.have.members(["", "a", "b"]);
    expect([batch.rows, batch.length, batch.temperature, batch.actionTokens]).to.deep.equal([7, 3, 0.5, 1 + 6 * 2]);
    expect(batch.rollouts.map(({ stop }) => stop).filter((stop) => stop === "length")).to.have.length(4);
  });

  it("refuses what is too much to list", async () => {
    const refused = await failureOf(() => completionSpace(DRAW, tokenizer, verifier, { maxTokens: 20, temperature: 1 }));
    expect([refused.code, refused.place.pointer]).to.deep.equal(["RECIPE_INVALID_VALUE", "/sampler/maxTokens"]);
  });
});

describe("completionProbabilities", () => {
  it("are those of the policy and sum to 1", async () => {
    const policy = tabularPolicy(2, 7);
    const space = spaceOf(() => false, 3);
    const probabilities = await completionProbabilities(space, policy);
    const exact = new Map(policy.completions(PROMPT, 3).map(({ tokens, logprob }) => [tokens.join(), Math.exp(logprob)]));
    space.completions.forEach((tokens, y) => expect(probabilities[y]).to.be.closeTo(exact.get(tokens.join()) ?? NaN, 1e-6));
    expect(probabilities.reduce((sum, value) => sum + value, 0)).to.be.closeTo(1, 1e-12);
  });

  it("cannot be had of a policy that gives other tokens too", async () => {
    const space = spaceOf(() => false, 2);
    const policy = { score: () => Promise.resolve({ logprobs: new Float32Array(space.batch.rows * space.batch.length).fill(-2) }) };
    let message = "";
    await completionProbabilities(space, policy).catch((error: unknown) => (message = String(error)));
    expect(message).to.match(/^RangeError: the probabilities of all completions sum to 0\.\d+/);
  });
});
