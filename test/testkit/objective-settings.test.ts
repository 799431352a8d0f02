import { objective, options, Type, type Batch } from "@lode/core";
import { describeObjective } from "@lode/core/testkit";
import type { Scalar, Tensor2D } from "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs";
import { expect } from "chai";
import { brokenLaws } from "./broken-laws.js";

/** As short as an objective can be. */
const shortest = objective({
  use: "shortest",
  wants: ["logprobs"],
  needs: ["advantages"],
  laws: ["no-signal-no-gradient"],
  normalisers: (batch) => ({ tokens: batch.actionTokens }),
  loss: ({ logprobs }, { advantages, action }, { tokens }) => ({ loss: logprobs.mul(advantages).mul(action).sum<Scalar>().neg().div(tokens), metrics: {} }),
});

/** Later tokens of a row count less: 1 / k for its k-th action token, over the number of tokens. */
const fading = objective({
  use: "fading",
  wants: ["logprobs"],
  needs: ["advantages"],
  laws: ["ratio-one-is-policy-gradient", "no-signal-no-gradient"],
  normalisers: (batch) => ({ tokens: batch.actionTokens }),
  loss: ({ logprobs }, { advantages, action }, { tokens }) => {
    const share = action.div<Tensor2D>(tf.cumsum(action, 1).maximum(1));
    return { loss: logprobs.mul(advantages).mul(share).sum<Scalar>().neg().div(tokens), metrics: {} };
  },
});

function fadingShares({ action, length, actionTokens }: Batch): Float64Array {
  let taken = 0;
  return Float64Array.from(action, (isTaken, place) => {
    taken = (place % length === 0 ? 0 : taken) + isTaken;
    return isTaken === 1 ? 1 / taken / actionTokens : 0;
  });
}

/** A text is an option whose other values cannot be guessed. */
const worded = objective({
  use: "worded",
  options: options({ sign: Type.String({ default: "minus" }) }),
  wants: ["logprobs"],
  needs: ["advantages"],
  normalisers: (batch) => ({ tokens: batch.actionTokens }),
  loss: ({ logprobs }, { advantages, action }, { tokens }, { sign }) => ({
    loss: logprobs
      .mul(advantages)
      .mul(action)
      .sum<Scalar>()
      .mul<Scalar>(sign === "plus" ? 1 : -1)
      .div(tokens),
    metrics: {},
  }),
});

describe("describeObjective with settings", () => {
  it("needs none for the shortest objective", async () => {
    expect(await brokenLaws((runner) => describeObjective(runner, { component: shortest }))).to.deep.equal({});
  });

  it("compares with a normalisation of the objective's own", async () => {
    const broken = async (normalisation?: (batch: Batch) => ArrayLike<number>): Promise<readonly string[]> =>
      Object.keys(await brokenLaws((runner) => describeObjective(runner, { component: fading, normalisation })));
    expect(await broken(fadingShares)).to.deep.equal([]);
    expect(await broken()).to.deep.equal(["is normalised as it states", "keeps the law ratio-one-is-policy-gradient"]);
    expect(await broken((batch) => fadingShares(batch).map((share) => 2 * share))).to.deep.equal(["keeps the law ratio-one-is-policy-gradient"]);
  });

  it("compares with a named normalisation", async () => {
    const broken = await brokenLaws((runner) => describeObjective(runner, { component: shortest, normalisation: "sequence-mean" }));
    expect(Object.keys(broken)).to.deep.equal(["is normalised as it states"]);
    expect(Object.values(broken)[0]).to.contain("stated normalisation is sequence-mean, the measured one is token-mean");
  });

  it("tries other values that it is given", async () => {
    const broken = await brokenLaws((runner) => describeObjective(runner, { component: worded }));
    expect(Object.keys(broken)).to.deep.equal(["has no option without effect"]);
    expect(Object.values(broken)[0]).to.contain("of the options sign").and.contain("`otherValues`");
    expect(await brokenLaws((runner) => describeObjective(runner, { component: worded, otherValues: { sign: ["plus"] } }))).to.deep.equal({});
  });

  it("says which option is unknown", async () => {
    const broken = await brokenLaws((runner) => describeObjective(runner, { component: worded, options: { sing: "plus" } }));
    expect(new Set(Object.values(broken)).size).to.equal(1);
    expect(Object.values(broken)[0]).to.equal('The component has no option "sing" here, it has sign. Correct the suite\'s `options`.');
  });
});
