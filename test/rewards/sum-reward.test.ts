import { UserError, type Batch, type RewardModel } from "@lode/core";
import { sum } from "@lode/rewards";
import { expect } from "chai";
import { construct } from "../golden/construct.js";
import { batchOf } from "../math/tensors.js";

const batch: Batch = batchOf([
  [1, 1],
  [0, 1],
]);
const at = { step: 1, of: 2 };

const outcome: RewardModel = { reward: () => Promise.resolve({ rewards: Float32Array.of(1, -1), metrics: { shared: 1, own: 2 } }) };
const perToken: RewardModel = {
  reward: () => Promise.resolve({ rewards: Float32Array.of(0.5, 0.5), tokenRewards: Float32Array.of(1, 2, 99, 3), metrics: { shared: 9 } }),
  weights: () => Promise.resolve(Float32Array.of(0.25)),
  learn: () => Promise.resolve({ learnt: 1 }),
};

function of(rewards: readonly RewardModel[], weights?: readonly number[]): RewardModel {
  return construct(sum, { rewards, weights });
}

describe("reward sum", () => {
  it("adds weighted outcome and token rewards, and reports each term's mean", async () => {
    const { rewards, tokenRewards, metrics } = await of([outcome, perToken], [2, -1]).reward(batch);
    expect([...rewards]).to.deep.equal([1.5, -2.5]);
    expect([...(tokenRewards ?? [])].filter((_, place) => place !== 2)).to.deep.equal([-1, -2, -3]);
    expect(metrics).to.deep.equal({ shared: 1, own: 2, term1: 0, term2: -3.5 });
  });

  it("weighs all terms alike without weights, and has token rewards only where a term has them", async () => {
    expect([...(await of([outcome, perToken]).reward(batch)).rewards]).to.deep.equal([1.5, -0.5]);
    expect((await of([outcome, outcome]).reward(batch)).tokenRewards).to.equal(undefined);
  });

  it("passes on learning and token weights where a term has them", async () => {
    const both = of([outcome, perToken]);
    expect(await both.learn?.(batch, at)).to.deep.equal({ learnt: 1 });
    expect([...((await both.weights?.(batch)) ?? [])]).to.deep.equal([0.25]);
    expect([of([outcome]).learn, of([outcome]).weights]).to.deep.equal([undefined, undefined]);
  });

  it("refuses weights that do not match, and two terms that give token weights", () => {
    expect(() => of([outcome], [1, 2])).to.throw(UserError, "1 terms and 2 weights");
    expect(() => of([perToken, perToken])).to.throw(UserError, "2 terms");
  });

  it("declares a metric for each term that it may have", () => {
    expect(Object.keys(sum.metrics ?? {})).to.have.length(
      (sum.options as unknown as { properties: { rewards: { maxItems: number } } }).properties.rewards.maxItems,
    );
  });
});
