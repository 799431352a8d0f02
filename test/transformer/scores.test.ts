import type { Batch } from "@lode/core";
import { expect } from "chai";
import fc from "fast-check";
import { naiveDistributions, naiveStates } from "./naive-transformer.js";
import { OPTIMIZER, OPTIONS, distance, randomBatch, transformerPolicy } from "./transformer-fixture.js";
import { weightsOf } from "./weights-of.js";

const SIZES = { layers: 2, heads: 4, keyValueHeads: 2, ropeBase: 50 };

/** What `ofToken` says of each action token, [B,T], given the row and the column. */
function onActions(batch: Batch, ofToken: (row: number, column: number) => number): number[] {
  return Array.from(batch.action, (action, place) => (action === 1 ? ofToken(Math.floor(place / batch.length), place % batch.length) : 0));
}

function tokensOf(batch: Batch, row: number): Int32Array {
  return batch.tokens.slice(row * batch.length, row * batch.length + batch.lengths[row]);
}

function rowsOf(batch: Batch, rows: readonly number[]): Batch {
  const pick = <Column extends Int32Array | Uint8Array>(column: Column): Column =>
    (column as Int32Array).filter((_, place) => rows.includes(Math.floor(place / batch.length))) as Column;
  return { ...batch, rows: rows.length, tokens: pick(batch.tokens), action: pick(batch.action), lengths: Int32Array.from(rows, (row) => batch.lengths[row]) };
}

describe("the transformer's scores", () => {
  it("are the log-probabilities and entropies of a transformer written on plain arrays, with shared heads, at any temperature", async () => {
    const policy = transformerPolicy();
    const weights = await weightsOf(policy);
    for (const temperature of [1, 0.7]) {
      const batch = randomBatch([9, 4, 6], { temperature });
      const before = Array.from({ length: batch.rows }, (_, row) => naiveDistributions(weights, tokensOf(batch, row), SIZES, temperature));
      const { logprobs = [], entropy = [] } = await policy.score(batch, ["logprobs", "entropy"]);
      const expected = onActions(batch, (row, column) => Math.log(before[row][column - 1][batch.tokens[row * batch.length + column]]));
      expect(distance(logprobs, expected)).to.be.below(1e-5);
      const entropies = onActions(batch, (row, column) => -before[row][column - 1].reduce((sum, p) => sum + p * Math.log(p), 0));
      expect(distance(entropy, entropies)).to.be.below(1e-5);
    }
    policy.dispose();
  });

  it("are right for rows that share a prompt, have one of a single token, begin with an action or have none", async () => {
    const policy = transformerPolicy();
    const weights = await weightsOf(policy);
    const batch = randomBatch([9, 9, 9, 9, 6]);
    batch.tokens.copyWithin(batch.length, 0, 5);
    batch.action.fill(1, 2 * batch.length + 1, 3 * batch.length);
    batch.action.fill(1, 3 * batch.length, 4 * batch.length);
    batch.action.fill(0, 4 * batch.length);
    const { logprobs = [] } = await policy.score(batch, ["logprobs"]);
    const before = Array.from({ length: batch.rows }, (_, row) => naiveDistributions(weights, tokensOf(batch, row), SIZES, 1));
    const expected = onActions(batch, (row, column) => (column === 0 ? 0 : Math.log(before[row][column - 1][batch.tokens[row * batch.length + column]])));
    expect(distance(logprobs, expected)).to.be.below(1e-5);
    policy.dispose();
  });

  it("are those of temperature 1 where generation was greedy", async () => {
    const policy = transformerPolicy();
    const greedy = await policy.score(randomBatch([7], { temperature: 0 }), ["logprobs"]);
    expect(greedy).to.deep.equal(await policy.score(randomBatch([7]), ["logprobs"]));
    policy.dispose();
  });

  it("are a linear function of the state before the token for a scalar model", async () => {
    const policy = transformerPolicy();
    const scalar = await policy.scalarModel({ head: "random", name: "reward", optimizer: OPTIMIZER });
    const weights = await weightsOf(scalar);
    const head = Array.from(weights["score.weight"].data);
    const batch = randomBatch([8, 5]);
    const states = [0, 1].map((row) => naiveStates(weights, tokensOf(batch, row), SIZES));
    const { scores = [] } = await scalar.score(batch, ["scores"]);
    const expected = onActions(batch, (row, column) => states[row][column - 1].reduce((sum, value, place) => sum + value * head[place], 0));
    expect(distance(scores, expected)).to.be.below(1e-5);
    await scalar.dispose?.();
    policy.dispose();
  });

  it("of a row do not depend on its company or on padding", async () => {
    const policy = transformerPolicy();
    const lengths = fc.array(fc.integer({ min: 3, max: 12 }), { minLength: 2, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(lengths, fc.nat(), async (all, chosen) => {
        const batch = randomBatch(all);
        const row = chosen % all.length;
        const together = await policy.score(batch, ["logprobs"]);
        const alone = await policy.score(rowsOf(batch, [row]), ["logprobs"]);
        expect(distance(together.logprobs?.subarray(row * batch.length, (row + 1) * batch.length) ?? [], alone.logprobs ?? [])).to.be.below(1e-5);
      }),
      { numRuns: 20 },
    );
    policy.dispose();
  });

  it("of a batch too large for one pass are those of its parts", async () => {
    const policy = transformerPolicy({ layers: 1, width: 4, heads: 1, keyValueHeads: 1, feedForward: 2 });
    const batch = randomBatch(Array.from({ length: 130 }, (_, row) => 3 + ((row * 37) % 88)));
    const whole = await policy.score(batch, ["logprobs", "entropy"]);
    const halves = [0, 1].map((half) =>
      rowsOf(
        batch,
        Array.from({ length: 65 }, (_, row) => 65 * half + row),
      ),
    );
    const parts = await Promise.all(halves.map((half) => policy.score(half, ["logprobs", "entropy"])));
    expect(
      distance(
        whole.logprobs ?? [],
        parts.flatMap(({ logprobs = [] }) => Array.from(logprobs)),
      ),
    ).to.be.below(1e-5);
    expect(
      distance(
        whole.entropy ?? [],
        parts.flatMap(({ entropy = [] }) => Array.from(entropy)),
      ),
    ).to.be.below(1e-5);
    policy.dispose();
  });

  it("cannot be had of a kind that the model does not give", async () => {
    const policy = transformerPolicy();
    const problem = await policy.score(randomBatch([4]), ["scores"]).catch((error: unknown) => error);
    expect(problem).to.be.instanceOf(RangeError).with.property("message", "this model gives logprobs and entropy, not scores");
    policy.dispose();
  });

  it("begin near the uniform distribution", async () => {
    const policy = transformerPolicy({ ...OPTIONS, width: 64 });
    const batch = randomBatch([12, 12]);
    const { logprobs = new Float32Array() } = await policy.score(batch, ["logprobs"]);
    expect(-logprobs.reduce((sum, value) => sum + value, 0) / batch.actionTokens).to.be.closeTo(Math.log(9), 0.3);
    policy.dispose();
  });
});
