import { randomStream, type Completion, type GenerationRequest } from "@lode/core";
import { entropy } from "@lode/tabular";
import { expect } from "chai";
import { A, B, END, MAX_TOKENS, PROMPT, batchOf, generated, onEveryToken, reinforce, tabularPolicy } from "./tabular-fixture.js";

function request(changes: Partial<GenerationRequest>): GenerationRequest {
  return { prompt: Int32Array.from(PROMPT), samples: 3, maxTokens: MAX_TOKENS, temperature: 1, topP: 1, topK: 0, random: randomStream(5), ...changes };
}

describe("generation of TabularPolicy", () => {
  it("gives every completion as often as its probability says", async () => {
    const policy = tabularPolicy();
    const exact = policy.completions(PROMPT, MAX_TOKENS);
    const completions = await generated(policy, { samples: 20000 });
    const chiSquare = exact.reduce((sum, { tokens, logprob }) => {
      const expected = 20000 * Math.exp(logprob);
      const observed = completions.filter((completion) => completion.tokens.join() === tokens.join()).length;
      return sum + (observed - expected) ** 2 / expected;
    }, 0);
    expect(chiSquare, "14 degrees of freedom, p = 0.001").to.be.below(36.1);
  });

  it("reports the log-probabilities that scoring gives, at the sampling temperature", async () => {
    const policy = tabularPolicy();
    for (const temperature of [0.7, 1, 1.5]) {
      for (const { tokens, logprobs, sampledLogprobs } of await generated(policy, { samples: 20, temperature })) {
        const scored = await policy.score(batchOf([[...tokens]], { temperature }), ["logprobs"]);
        expect([...(scored.logprobs ?? [])].slice(PROMPT.length)).to.deep.equal([...logprobs]);
        expect(sampledLogprobs).to.deep.equal(logprobs);
      }
    }
  });

  it("draws a completion by its own numbers, whatever is generated beside it", async () => {
    const policy = tabularPolicy();
    const alone = await generated(policy, { samples: 5 });
    const requests = [request({ prompt: Int32Array.of(B), samples: 2, random: randomStream(9) }), request({ samples: 7 })];
    const together: Completion[] = [];
    for await (const completion of policy.generate(requests, new AbortController().signal)) together.push(completion);
    const same = together.filter(({ request, sample }) => request === 1 && sample < 5).map((completion) => ({ ...completion, request: 0 }));
    expect(same).to.deep.equal(alone);
  });

  it("uses the number at (sample, position) by the inverse of the cumulative distribution", async () => {
    const uniform = (numbers: readonly number[]): GenerationRequest["random"] => ({
      ...randomStream(1),
      uniform: (sample: number, position: number) => numbers[10 * sample + position],
    });
    const policy = tabularPolicy(0);
    const [first] = await generated(policy, { random: uniform([0.34, 0.99, 0.32]) });
    expect([...first.tokens], "thirds: end, a, b").to.deep.equal([A, B, END]);
    const [cut] = await generated(policy, { random: uniform([0.34, 0.99, 0.34]) });
    expect([...cut.tokens]).to.deep.equal([A, B, A]);
    expect([first.stop, cut.stop]).to.deep.equal(["end", "length"]);
  });

  it("takes the likeliest token at temperature 0", async () => {
    const policy = tabularPolicy();
    const completions = await generated(policy, { samples: 10, temperature: 0 });
    expect(new Set(completions.map(({ tokens }) => tokens.join())).size).to.equal(1);
    const greedy: number[] = [];
    while (greedy.length < MAX_TOKENS && greedy.at(-1) !== END) greedy.push(await likeliest(greedy));
    expect([...completions[0].tokens]).to.deep.equal(greedy);
    const scored = await policy.score(batchOf([greedy]), ["logprobs"]);
    expect([...completions[0].logprobs], "at temperature 1").to.deep.equal([...(scored.logprobs ?? [])].slice(PROMPT.length));
    expect([...completions[0].sampledLogprobs].every((logprob) => logprob === 0)).to.equal(true);

    async function likeliest(beginning: readonly number[]): Promise<number> {
      const { logprobs } = await policy.score(batchOf([END, A, B].map((token) => [...beginning, token])), ["logprobs"]);
      const last = [0, 1, 2].map((row) => logprobs?.[row * (PROMPT.length + beginning.length + 1) + PROMPT.length + beginning.length] ?? NaN);
      return [END, A, B][last.indexOf(Math.max(...last))];
    }
  });

  it("samples from the truncated distribution and reports both", async () => {
    const policy = tabularPolicy();
    for (const { logprobs, sampledLogprobs } of await generated(policy, { samples: 50, topK: 1 })) {
      expect([...sampledLogprobs].every((logprob) => logprob === 0)).to.equal(true);
      expect([...logprobs].every((logprob) => logprob < 0)).to.equal(true);
    }
    const narrow = await generated(policy, { samples: 50, topP: 1e-9 });
    expect(narrow.map(({ tokens }) => tokens)).to.deep.equal((await generated(policy, { samples: 50, topK: 1 })).map(({ tokens }) => tokens));
  });

  it("never gives padding", async () => {
    const completions = await generated(tabularPolicy(3), { samples: 500 });
    expect(completions.every(({ tokens }) => !tokens.includes(0))).to.equal(true);
  });

  it("keeps to the published weights and says which", async () => {
    const policy = tabularPolicy();
    const before = await generated(policy, { samples: 20 });
    const batch = batchOf([[B, B, B]]);
    await policy.accumulate({ ...batch, advantages: onEveryToken(batch, () => 50) }, reinforce);
    await policy.step();
    expect(await generated(policy, { samples: 20 })).to.deep.equal(before);
    await policy.publish();
    const after = await generated(policy, { samples: 20 });
    expect(after.map(({ version }) => version)).to.deep.equal(before.map(({ version }) => version + 1));
    expect(after.every(({ tokens }) => tokens.join() === [B, B, B].join())).to.equal(true);
  });

  it("ends early without an error when it is stopped", async () => {
    const stop = new AbortController();
    let count = 0;
    for await (const completion of tabularPolicy().generate([request({ samples: 10 })], stop.signal)) {
      if (completion.sample === 1) stop.abort();
      count++;
    }
    expect(count).to.equal(2);
  });

  it("starts with equal chances without a deviation, and with the run's own random logits with one", async () => {
    expect(
      tabularPolicy(0)
        .completions(PROMPT, 1)
        .map(({ logprob }) => logprob),
    ).to.deep.equal([-Math.log(3), -Math.log(3), -Math.log(3)]);
    const logprobs = (seed: number): readonly number[] =>
      tabularPolicy(2, seed)
        .completions(PROMPT, MAX_TOKENS)
        .map(({ logprob }) => logprob);
    expect(logprobs(1)).to.deep.equal(logprobs(1));
    expect(logprobs(1)).not.to.deep.equal(logprobs(2));
    expect(new Set(logprobs(1)).size).to.equal(15);
    const mean = average(Array.from({ length: 300 }, (_, seed) => entropyAtStart(2, seed)));
    const narrower = average(Array.from({ length: 300 }, (_, seed) => entropyAtStart(0.5, seed)));
    expect(mean).to.be.below(narrower);
  });
});

function entropyAtStart(deviation: number, seed: number): number {
  return entropy(Float64Array.from(tabularPolicy(deviation, seed).completions(PROMPT, 1), ({ logprob }) => logprob));
}

function average(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}
