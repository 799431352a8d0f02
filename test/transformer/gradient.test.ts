import { randomStream, type Batch, type Loss } from "@lode/core";
import { expect } from "chai";
import { naiveDistributions, naiveStates, type NaiveWeights } from "./naive-transformer.js";
import { OPTIMIZER, crossEntropy, distance, randomBatch, transformerPolicy } from "./transformer-fixture.js";
import { PLAIN_DESCENT, gradientsOf, weightsOf } from "./weights-of.js";

const SIZES = { layers: 2, heads: 4, keyValueHeads: 2, ropeBase: 50 };
const BATCH = randomBatch([7, 5], { temperature: 0.8 });
const STEP = 1e-5;

/** Σ over action tokens of column · quantity. */
function weighted(batch: Batch, column: Float32Array, ofToken: (row: number, column: number) => number): number {
  return column.reduce((sum, weight, place) => {
    return batch.action[place] === 1 ? sum + weight * ofToken(Math.floor(place / batch.length), place % batch.length) : sum;
  }, 0);
}

const random = randomStream(3);
const column = (name: string): Float32Array => Float32Array.from(BATCH.tokens, (_, place) => random.at(name).normal(place));
const [advantages, values] = [column("advantages"), column("values")];

/** Σ A·log p + Σ V·entropy on plain arrays. */
function naiveLoss(weights: NaiveWeights): number {
  const before = [0, 1].map((row) =>
    naiveDistributions(weights, BATCH.tokens.slice(row * BATCH.length, row * BATCH.length + BATCH.lengths[row]), SIZES, BATCH.temperature),
  );
  const tokenAt = (row: number, place: number): number => BATCH.tokens[row * BATCH.length + place];
  const logprobs = weighted(BATCH, advantages, (row, place) => Math.log(before[row][place - 1][tokenAt(row, place)]));
  return logprobs + weighted(BATCH, values, (row, place) => -before[row][place - 1].reduce((sum, p) => sum + p * Math.log(p), 0));
}

const loss: Loss = {
  wants: ["logprobs", "entropy"],
  needs: ["advantages", "values"],
  compute: ({ logprobs, entropy }, columns) => ({
    loss: logprobs.mul(columns.advantages).sum().add(entropy.mul(columns.values).sum()).asScalar(),
    metrics: { logprobs: logprobs.sum().asScalar() },
  }),
};

/** The derivative of `ofWeights` by one number of one parameter, by central differences in float64. */
function derivative(weights: NaiveWeights, name: string, place: number, ofWeights: (weights: NaiveWeights) => number): number {
  const moved = (by: number): number => {
    const data = Float64Array.from(weights[name].data);
    data[place] += by;
    return ofWeights({ ...weights, [name]: { shape: weights[name].shape, data } });
  };
  return (moved(STEP) - moved(-STEP)) / (2 * STEP);
}

function expectDerivatives(gradients: Readonly<Record<string, Float32Array>>, weights: NaiveWeights, ofWeights: (weights: NaiveWeights) => number): void {
  for (const [name, gradient] of Object.entries(gradients)) {
    for (const draw of [0, 1, 2]) {
      const place = Math.floor(random.at(name).uniform(draw) * gradient.length);
      const expected = derivative(weights, name, place, ofWeights);
      expect(gradient[place], `${name} ${place}`).to.be.closeTo(expected, 1e-4 + 2e-3 * Math.abs(expected));
    }
  }
}

describe("the transformer's gradient", () => {
  it("is that of finite differences, for log-probabilities and entropy, in every parameter", async () => {
    const policy = transformerPolicy(PLAIN_DESCENT);
    const weights = await weightsOf(policy);
    const gradients = await gradientsOf(policy, [[{ ...BATCH, advantages, values }, loss]]);
    expect(Object.keys(gradients)).to.have.length(20);
    expectDerivatives(gradients, weights, naiveLoss);
    policy.dispose();
  });

  it("is that of finite differences for a scalar model's scores", async () => {
    const policy = transformerPolicy(PLAIN_DESCENT);
    const scalar = await policy.scalarModel({ head: "random", name: "critic", optimizer: { ...OPTIMIZER, ...PLAIN_DESCENT.optimizer } });
    const weights = await weightsOf(scalar);
    const ofWeights = (changed: NaiveWeights): number => {
      const states = [0, 1].map((row) => naiveStates(changed, BATCH.tokens.slice(row * BATCH.length, row * BATCH.length + BATCH.lengths[row]), SIZES));
      const head = changed["score.weight"].data;
      return weighted(BATCH, values, (row, place) => states[row][place - 1].reduce((sum, value, index) => sum + value * head[index], 0));
    };
    const scores: Loss = {
      wants: ["scores"],
      needs: ["values"],
      compute: (outputs, columns) => ({ loss: outputs.scores.mul(columns.values).sum().asScalar(), metrics: {} }),
    };
    expectDerivatives(await gradientsOf(scalar, [[{ ...BATCH, values }, scores]]), weights, ofWeights);
    await scalar.dispose?.();
    policy.dispose();
  });

  it("of micro-batches adds up to that of the batch, and so do loss and metrics", async () => {
    const [whole, inParts] = [transformerPolicy(PLAIN_DESCENT), transformerPolicy(PLAIN_DESCENT)];
    const batch = { ...BATCH, advantages, values };
    const parts = [0, 1].map((row): Batch => {
      const cut = <Column extends Float32Array | Int32Array | Uint8Array>(of: Column): Column =>
        of.subarray(row * BATCH.length, (row + 1) * BATCH.length) as Column;
      const columns = { tokens: cut(BATCH.tokens), action: cut(BATCH.action), advantages: cut(advantages), values: cut(values) };
      return { ...BATCH, ...columns, rows: 1, lengths: BATCH.lengths.subarray(row, row + 1) };
    });
    const metrics = [await inParts.accumulate(parts[0], loss), await inParts.accumulate(parts[1], loss)];
    const ofWhole = await whole.accumulate(batch, loss);
    for (const name of ["loss", "logprobs"]) expect(metrics[0][name] + metrics[1][name]).to.be.closeTo(ofWhole[name], 1e-4);
    const [a, b] = [await gradientsOf(whole, []), await gradientsOf(inParts, [])];
    for (const name of Object.keys(a)) expect(distance(a[name], b[name]), name).to.be.below(1e-5);
    whole.dispose();
    inParts.dispose();
  });

  it("does not flow through held outputs, which have the same values", async () => {
    const [plain, ratio] = [transformerPolicy(PLAIN_DESCENT), transformerPolicy(PLAIN_DESCENT)];
    const tokens = BATCH.actionTokens;
    const ofRatio: Loss = {
      wants: ["logprobs"],
      needs: [],
      compute: ({ logprobs, held }, { action }) => ({ loss: logprobs.sub(held.logprobs).exp().mul(action).sum().neg().div(tokens).asScalar(), metrics: {} }),
    };
    const value = await ratio.accumulate(BATCH, ofRatio);
    expect(value.loss).to.be.closeTo(-1, 1e-6);
    await plain.accumulate(BATCH, crossEntropy(tokens));
    const [a, b] = [await gradientsOf(plain, []), await gradientsOf(ratio, [])];
    for (const name of Object.keys(a)) expect(distance(a[name], b[name]), name).to.be.below(1e-6);
    plain.dispose();
    ratio.dispose();
  });
});
