import { accumulateBatch, randomStream, type Batch, type Completion, type GenerationRequest, type Loss } from "@lode/core";
import { TransformerPolicy } from "@lode/transformer";
import { expect } from "chai";
import { onOnnx } from "./on-onnx.js";

const OPTIMIZER = { learningRate: 1e-2, schedule: "constant", warmupSteps: 0, gradientClip: 1, weightDecay: 0.01, beta1: 0.9, beta2: 0.99, epsilon: 1e-8 };
const [ROWS, LENGTH, VOCABULARY] = [48, 24, 20];

const loss: Loss = {
  wants: ["logprobs"],
  needs: [],
  compute: ({ logprobs }) => ({
    loss: logprobs
      .sum()
      .neg()
      .div(ROWS * LENGTH),
    metrics: {},
  }),
};

interface Course {
  readonly completions: readonly Completion[];
  readonly losses: readonly number[];
  readonly logprobs: Float32Array;
}

/** Samples, trains three steps, samples again, and scores. */
async function course(): Promise<Course> {
  const policy = new TransformerPolicy(
    { layers: 2, width: 32, heads: 4, feedForward: 64, ropeBase: 100, optimizer: OPTIMIZER } as never,
    { vocabularySize: VOCABULARY, endToken: 1, padToken: 0 } as never,
    randomStream(3),
  );
  const completions = await sampled(policy);
  const losses: number[] = [];
  for (let step = 1; step <= 3; step++) {
    losses.push((await accumulateBatch(policy, batch(), loss)).loss);
    await policy.step({ step, of: 3 });
  }
  await policy.publish();
  completions.push(...(await sampled(policy)));
  const { logprobs = new Float32Array() } = await policy.score(batch(), ["logprobs"]);
  policy.dispose();
  return { completions, losses, logprobs };
}

async function sampled(policy: TransformerPolicy): Promise<Completion[]> {
  const requests = Array.from({ length: 8 }, (_, index): GenerationRequest => {
    const prompt = Int32Array.from({ length: 3 + (index % 4) }, (__, place) => 2 + ((index * 5 + place) % 18));
    return { prompt, samples: 7, maxTokens: 12, temperature: 1, topP: 1, topK: 0, random: randomStream(5).at(index) };
  });
  const found: Completion[] = [];
  for await (const completion of policy.generate(requests, new AbortController().signal)) found.push(completion);
  return found.sort((a, b) => a.request - b.request || a.sample - b.sample);
}

function batch(): Batch {
  const tokens = Int32Array.from({ length: ROWS * LENGTH }, (_, place) => 2 + ((place * 7 + (place >> 3)) % 18));
  const action = Uint8Array.from({ length: ROWS * LENGTH }, (_, place) => Number(place % LENGTH >= 6));
  return {
    ...{ rows: ROWS, length: LENGTH, tokens, action, temperature: 1, rollouts: [], verdicts: [], actionTokens: ROWS * (LENGTH - 6) },
    lengths: new Int32Array(ROWS).fill(LENGTH),
    groups: Int32Array.from({ length: ROWS }, (_, row) => row >> 2),
  };
}

describe("a policy on lanes of ONNX Runtime", () => {
  let alone: Course;

  describe("one thread", () => {
    onOnnx();

    it("samples, trains and scores", async () => {
      alone = await course();
      expect(alone.completions).to.have.length(112);
      expect(alone.losses[2]).to.be.below(alone.losses[0]);
    });
  });

  for (const threads of [2, 3]) {
    describe(`${threads} threads`, () => {
      const onnx = onOnnx({ threads });

      it("sample the same tokens, and train and score to the same numbers but for rounding", async () => {
        const { completions, losses, logprobs } = await course();
        expect(onnx.backend["besides"]["lanes"]).to.have.length(threads - 1);
        expect(completions.map(({ tokens }) => Array.from(tokens))).to.deep.equal(alone.completions.map(({ tokens }) => Array.from(tokens)));
        losses.forEach((value, step) => expect(value).to.be.closeTo(alone.losses[step], 1e-5));
        logprobs.forEach((value, place) => {
          if (Math.abs(value - alone.logprobs[place]) > 1e-4) throw new Error(`${value} is not ${alone.logprobs[place]}`);
        });
      });

      it("do it again to the same bytes", async () => {
        const [first, second] = [await course(), await course()];
        expect(second).to.deep.equal(first);
      });

      it("end when they are asked to: what is under way is dropped", async () => {
        const policy = new TransformerPolicy(
          { layers: 1, width: 32, heads: 4, feedForward: 64, ropeBase: 100, optimizer: OPTIMIZER } as never,
          { vocabularySize: VOCABULARY, endToken: 1, padToken: 0 } as never,
          randomStream(3),
        );
        const abort = new AbortController();
        const request = { prompt: Int32Array.of(2, 3), samples: 64, maxTokens: 400, temperature: 1, topP: 1, topK: 0, random: randomStream(5) };
        let count = 0;
        for await (const _ of policy.generate([request], abort.signal)) if (++count === 3) abort.abort();
        expect(count).to.be.within(3, 63);
        policy.dispose();
      });
    });
  }
});
