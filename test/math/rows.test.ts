import { column, moments, rowRewards, rowTokenCounts, spreadOverTokens } from "@lode/core";
import { expect } from "chai";
import { batchOf } from "./tensors.js";

const batch = batchOf(
  [
    [0, 1, 1],
    [1, 0, 0],
  ],
  { rewards: Float32Array.of(1, -1) },
);

describe("numbers of rows", () => {
  it("add token rewards to the outcome, of action tokens alone", () => {
    expect([...rowRewards(batch)]).to.deep.equal([1, -1]);
    expect([...rowRewards({ ...batch, tokenRewards: Float32Array.of(9, 0.5, 0.25, 2, 9, 9) })]).to.deep.equal([1.75, 1]);
    expect(() => rowRewards({ ...batch, tokenRewards: Float32Array.of(1) })).to.throw(RangeError, "tokenRewards has 1 numbers");
  });

  it("count action tokens", () => {
    expect([...rowTokenCounts(batch)]).to.deep.equal([2, 1]);
  });

  it("spread over action tokens", () => {
    expect([...spreadOverTokens([3, 4], batch)]).to.deep.equal([0, 3, 3, 4, 0, 0]);
    expect(() => spreadOverTokens([3], batch)).to.throw(RangeError, "rowValues has 1 numbers");
  });

  it("come from columns that are there", () => {
    expect(column(batch, "rewards")).to.equal(batch.rewards);
    expect(() => column(batch, "values")).to.throw(RangeError, "the batch has no column values");
  });
});

describe("moments", () => {
  it("are mean and sample variance, 0 where there are too few", () => {
    expect(moments([1, 2, 6])).to.deep.equal({ mean: 3, variance: 7 });
    expect(moments([5])).to.deep.equal({ mean: 5, variance: 0 });
    expect(moments([])).to.deep.equal({ mean: 0, variance: 0 });
  });
});
