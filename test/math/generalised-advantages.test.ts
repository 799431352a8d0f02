import { generalisedAdvantages, whiten, type Batch } from "@lode/core";
import { expect } from "chai";
import { batchOf } from "./tensors.js";

const ACTION = [
  [0, 1, 0, 1, 1],
  [1, 0, 0, 0, 0],
];

function batch(columns: Partial<Batch> = {}): Batch {
  const values = Float32Array.of(99, 0.5, 99, -1, 2, 0.25, 99, 99, 99, 99);
  return batchOf(ACTION, { rewards: Float32Array.of(1, -1), values, ...columns });
}

describe("generalisedAdvantages", () => {
  it("is reward-to-go minus value at gamma 1 and lambda 1, and the returns are the reward", () => {
    const { advantages, returns } = generalisedAdvantages(batch(), { gamma: 1, lambda: 1 });
    expect([...advantages]).to.deep.equal([0, 0.5, 0, 2, -1, -1.25, 0, 0, 0, 0]);
    expect([...returns]).to.deep.equal([0, 1, 0, 1, 1, -1, 0, 0, 0, 0]);
  });

  it("is the one-step error at lambda 0", () => {
    const { advantages } = generalisedAdvantages(batch(), { gamma: 0.5, lambda: 0 });
    expect([...advantages]).to.deep.equal([0, -1, 0, 2, -1, -1.25, 0, 0, 0, 0]);
  });

  it("is Σ (gamma·lambda)^l delta_(t+l) in general", () => {
    const [gamma, lambda] = [0.9, 0.8];
    const deltas = [gamma * -1 - 0.5, gamma * 2 + 1, 1 - 2];
    const expected = deltas.map((_, t) => deltas.slice(t).reduce((sum, delta, l) => sum + (gamma * lambda) ** l * delta, 0));
    const { advantages } = generalisedAdvantages(batch(), { gamma, lambda });
    [1, 3, 4].forEach((place, t) => expect(advantages[place]).to.be.closeTo(expected[t], 1e-6));
  });

  it("adds the rewards of single tokens where they stand", () => {
    const tokenRewards = Float32Array.of(50, 0.25, 50, 0, -0.5, 8, 50, 50, 50, 50);
    const { returns } = generalisedAdvantages(batch({ tokenRewards }), { gamma: 1, lambda: 1 });
    expect([...returns]).to.deep.equal([0, 0.75, 0, 0.5, 0.5, 7, 0, 0, 0, 0]);
  });

  it("names the column that is missing or misshapen", () => {
    expect(() => generalisedAdvantages(batchOf(ACTION, { rewards: new Float32Array(2) }), { gamma: 1, lambda: 1 })).to.throw(RangeError, "no column values");
    expect(() => generalisedAdvantages(batch({ rewards: new Float32Array(3) }), { gamma: 1, lambda: 1 })).to.throw(RangeError, "rewards has 3 numbers");
    expect(() => generalisedAdvantages(batch({ values: new Float32Array(3) }), { gamma: 1, lambda: 1 })).to.throw(RangeError, "values has 3 numbers");
  });
});

describe("whiten", () => {
  it("gives action tokens mean 0 and sample variance 1", () => {
    const values = whiten(Float32Array.of(7, 1, 7, 2, 6), Uint8Array.of(0, 1, 0, 1, 1));
    const expected = [1, 2, 6].map((value) => (value - 3) / Math.sqrt(7));
    expect([values[0], values[2]]).to.deep.equal([0, 0]);
    [1, 3, 4].forEach((place, t) => expect(values[place]).to.be.closeTo(expected[t], 1e-6));
  });

  it("gives 0 where nothing varies, and for a single token", () => {
    expect([...whiten(Float32Array.of(3, 3), Uint8Array.of(1, 1))]).to.deep.equal([0, 0]);
    expect([...whiten(Float32Array.of(3, 4), Uint8Array.of(1, 0))]).to.deep.equal([0, 0]);
  });
});
