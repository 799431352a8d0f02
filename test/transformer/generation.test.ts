import { randomStream, type Completion, type GenerationRequest } from "@lode/core";
import { expect } from "chai";
import fc from "fast-check";
import { naiveDistributions } from "./naive-transformer.js";
import { END, crossEntropy, distance, generated, optimizedBy, randomBatch, request, transformerPolicy } from "./transformer-fixture.js";
import { weightsOf } from "./weights-of.js";

const SIZES = { layers: 2, heads: 4, keyValueHeads: 2, ropeBase: 50 };
const PROMPTS = [[2, 3, 4], [5], [8, 7, 6, 5, 4, 3], [3, 3]].map((tokens) => Int32Array.from(tokens));

function requests(changes: Partial<GenerationRequest> = {}): GenerationRequest[] {
  return PROMPTS.map((prompt, index) => request({ prompt, samples: 3, random: randomStream(5).at(index), ...changes }));
}

/** Prompts and completions as a batch. */
function batchOf(completions: readonly Completion[], temperature: number): ReturnType<typeof randomBatch> {
  const rows = completions.map((completion) => [...PROMPTS[completion.request], ...completion.tokens]);
  const length = Math.max(...rows.map((row) => row.length));
  const padded = rows.flatMap((row) => [...row, ...new Array<number>(length - row.length).fill(0)]);
  const action = rows.flatMap((row, index) =>
    Array.from({ length }, (_, column) => (column >= PROMPTS[completions[index].request].length && column < row.length ? 1 : 0)),
  );
  const lengths = Int32Array.from(rows, (row) => row.length);
  return { ...randomBatch([...lengths], { temperature }), tokens: Int32Array.from(padded), action: Uint8Array.from(action), lengths, actionTokens: 1 };
}

async function expectScoresOfGeneration(temperature: number): Promise<void> {
  const policy = transformerPolicy(optimizedBy({}), 3);
  const completions = await generated(policy, requests({ temperature, maxTokens: 10 }));
  const batch = batchOf(completions, temperature);
  const { logprobs = [] } = await policy.score(batch, ["logprobs"]);
  const reported = new Float32Array(batch.tokens.length);
  completions.forEach((completion, row) => reported.set(completion.logprobs, row * batch.length + PROMPTS[completion.request].length));
  expect(distance(logprobs, reported)).to.be.below(1e-4);
  policy.dispose();
}

describe("generation of the transformer", () => {
  it("with its cache reports what scoring without one gives, for prompts of different lengths", async () => {
    for (const temperature of [1, 0.6, 0]) await expectScoresOfGeneration(temperature);
  });

  it("draws each token from the distribution of a transformer on plain arrays, by the request's own number", async () => {
    const policy = transformerPolicy();
    const weights = await weightsOf(policy);
    const random = randomStream(11);
    for (const { sample, tokens } of await generated(policy, [request({ samples: 4, random })])) {
      const row = Int32Array.of(...PROMPTS[0], ...tokens);
      const before = naiveDistributions(weights, row, SIZES, 1);
      tokens.forEach((token, position) => {
        const distribution = before[PROMPTS[0].length + position - 1];
        const below = distribution.slice(0, token).reduce((sum, p) => sum + p, 0);
        const uniform = random.uniform(sample, position);
        expect(uniform).to.be.within(below - 1e-5, below + distribution[token] + 1e-5);
      });
    }
    policy.dispose();
  });

  it("gives every first token as often as its probability says", async () => {
    const policy = transformerPolicy();
    const expected = naiveDistributions(await weightsOf(policy), PROMPTS[0], SIZES, 1)[PROMPTS[0].length - 1];
    const samples = 4000;
    const completions = await generated(policy, [request({ samples, maxTokens: 1 })]);
    expected.forEach((p, token) => {
      const share = completions.filter(({ tokens }) => tokens[0] === token).length / samples;
      expect(share, `token ${token}`).to.be.closeTo(p, 4 * Math.sqrt((p * (1 - p)) / samples));
    });
    policy.dispose();
  });

  it("of a row does not depend on its company", async () => {
    const policy = transformerPolicy();
    const together = await generated(policy, requests());
    await fc.assert(
      fc.asyncProperty(fc.nat(PROMPTS.length - 1), async (index) => {
        const alone = await generated(policy, [requests()[index]]);
        together
          .filter(({ request: asked }) => asked === index)
          .forEach(({ tokens, logprobs }, sample) => {
            expect([...alone[sample].tokens]).to.deep.equal([...tokens]);
            expect(distance(alone[sample].logprobs, logprobs)).to.be.below(1e-5);
          });
      }),
      { numRuns: 8 },
    );
    policy.dispose();
  });

  it("gives each completion asked for once, with its request's settings, beyond what goes side by side", async () => {
    const policy = transformerPolicy({ layers: 1, width: 4, heads: 1, keyValueHeads: 1 });
    const asked = [request({ samples: 200, maxTokens: 3 }), request({ samples: 150, maxTokens: 5, temperature: 0 })];
    const completions = await generated(policy, asked);
    expect(completions.map(({ request: index, sample }) => `${index} ${sample}`)).to.deep.equal(
      asked.flatMap(({ samples }, index) => Array.from({ length: samples }, (_, sample) => `${index} ${sample}`)),
    );
    for (const { request: index, tokens, stop } of completions) {
      expect(tokens.indexOf(END)).to.be.oneOf([-1, tokens.length - 1]);
      expect(stop).to.equal(tokens.at(-1) === END ? "end" : "length");
      if (stop === "length") expect(tokens).to.have.length(asked[index].maxTokens);
    }
    expect(new Set(completions.slice(200).map(({ tokens }) => tokens.join()))).to.have.property("size", 1);
    policy.dispose();
  });

  it("reports both distributions where top-k and top-p cut", async () => {
    const policy = transformerPolicy();
    for (const { logprobs, sampledLogprobs } of await generated(policy, [request({ samples: 5, topK: 3 })])) {
      logprobs.forEach((logprob, place) => expect(sampledLogprobs[place]).to.be.above(logprob));
    }
    policy.dispose();
  });

  it("ends early without an error when it is stopped, and frees what it held", async () => {
    const policy = transformerPolicy();
    const controller = new AbortController();
    const completions: Completion[] = [];
    for await (const completion of policy.generate([request({ samples: 100, maxTokens: 30 })], controller.signal)) {
      completions.push(completion);
      controller.abort();
    }
    expect(completions.length).to.be.within(1, 99);
    for await (const completion of policy.generate([request({ samples: 9, maxTokens: 30 })], new AbortController().signal)) {
      completions.push(completion);
      break;
    }
    policy.dispose();
  });

  it("uses the published weights and says which", async () => {
    const policy = transformerPolicy();
    const ask = (): Promise<readonly Completion[]> => generated(policy, [request({ samples: 2 })]);
    const before = await ask();
    const batch = randomBatch([9]);
    await policy.accumulate(batch, crossEntropy(batch.actionTokens));
    await policy.step({ step: 1, of: 1 });
    expect(await ask()).to.deep.equal(before);
    await policy.publish();
    const after = await ask();
    expect([before[0].version, after[0].version, policy.version]).to.deep.equal([0, 1, 1]);
    expect(after[0].logprobs).not.to.deep.equal(before[0].logprobs);
    policy.dispose();
  });
});
