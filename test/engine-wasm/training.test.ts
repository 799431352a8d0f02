import { randomStream, type Batch, type Completion, type Loss, type OptimizerOptions, type Tokenizer } from "@lode/core";
import engines from "@lode/engine-wasm";
import { TransformerPolicy } from "@lode/transformer";
import * as tf from "@tensorflow/tfjs";
import { expect } from "chai";
import { onWasm } from "./on-wasm.js";

const OPTIMIZER: OptimizerOptions = {
  ...{ learningRate: 0.01, schedule: "constant", warmupSteps: 0, gradientClip: 1, weightDecay: 0.1, beta1: 0.9, beta2: 0.95, epsilon: 1e-5 },
};
const ROWS = 6;
const LENGTH = 11;

const random = randomStream(4);
const action = Uint8Array.from({ length: ROWS * LENGTH }, (_, place) => (place % LENGTH >= 3 ? 1 : 0));
const batch: Batch = {
  rows: ROWS,
  length: LENGTH,
  tokens: Int32Array.from({ length: ROWS * LENGTH }, (_, place) => 2 + Math.floor(random.uniform(place) * 11)),
  action,
  lengths: new Int32Array(ROWS).fill(LENGTH),
  groups: new Int32Array(ROWS),
  actionTokens: ROWS * (LENGTH - 3),
  temperature: 1,
  rollouts: [],
  verdicts: [],
};
const loss: Loss = {
  wants: ["logprobs", "entropy"],
  needs: [],
  compute: ({ logprobs, entropy }) => ({ loss: logprobs.add(entropy.mul(0.1)).sum().neg().div(batch.actionTokens).asScalar(), metrics: {} }),
};

function policy(): TransformerPolicy {
  const tokenizer = { vocabularySize: 13, endToken: 1, padToken: 0 } as Tokenizer;
  const options = { layers: 2, width: 24, heads: 4, keyValueHeads: 2, feedForward: 20, ropeBase: 100, optimizer: OPTIMIZER };
  return new TransformerPolicy(options, tokenizer, randomStream(1));
}

async function trained(steps: number, learner: TransformerPolicy): Promise<number[]> {
  const losses = [];
  for (let step = 1; step <= steps; step++) {
    losses.push((await learner.accumulate(batch, loss)).loss);
    await learner.step({ step, of: steps });
  }
  await learner.publish();
  return losses;
}

async function generated(from: TransformerPolicy): Promise<Completion[]> {
  const request = { prompt: Int32Array.of(2, 3), samples: 20, maxTokens: 12, temperature: 1, topP: 1, topK: 0, random: randomStream(9) };
  const completions: Completion[] = [];
  for await (const completion of from.generate([request], new AbortController().signal)) completions.push(completion);
  return completions;
}

function heapBytes(): number {
  return (tf.backend() as unknown as { wasm: { HEAPU8: Uint8Array } }).wasm.HEAPU8.length;
}

describe("training on WebAssembly", () => {
  onWasm();

  it("is what the engine is for, and it is the one of its package", () => {
    expect(engines.map(({ name }) => name)).to.deep.equal(["wasm"]);
    expect(tf.getBackend()).to.equal("wasm");
  });

  it("goes as on tfjs's own engine", async () => {
    const onWasmEngine = policy();
    const losses = await trained(5, onWasmEngine);
    onWasmEngine.dispose();
    await tf.setBackend("cpu");
    const onCpu = policy();
    const expected = await trained(5, onCpu);
    onCpu.dispose();
    await tf.setBackend("wasm");
    losses.forEach((value, step) => expect(value).to.be.closeTo(expected[step], 2e-4));
    expect(losses[4]).to.be.below(losses[0]);
  });

  it("gives the same bits every time, in training and in generation", async () => {
    const [first, second] = [policy(), policy()];
    expect(await trained(3, first)).to.deep.equal(await trained(3, second));
    expect(await generated(first)).to.deep.equal(await generated(second));
    expect(await first.snapshot()).to.deep.equal(await second.snapshot());
    first.dispose();
    second.dispose();
  });

  it("takes no more memory with the steps", async () => {
    const learner = policy();
    await trained(5, learner);
    await generated(learner);
    const [bytes, tensors] = [heapBytes(), tf.memory().numTensors];
    for (let round = 0; round < 4; round++) {
      await trained(10, learner);
      await generated(learner);
      await learner.score(batch, ["logprobs"]);
    }
    expect(heapBytes()).to.equal(bytes);
    expect(tf.memory().numTensors).to.equal(tensors);
    learner.dispose();
  });
});
