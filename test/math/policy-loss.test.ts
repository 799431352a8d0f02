import { aggregationInWords, policyLossInWords, policyLossNeeds, policyLossWants, type PolicyLossOptions } from "@lode/core";
import { expect } from "chai";

const plain: PolicyLossOptions = { aggregation: "token-mean", klCoefficient: 0, klEstimator: "k3", entropyCoefficient: 0 };
const correction = { level: "sequence", mode: "mask", cap: 2 } as const;

describe("policyLoss", () => {
  it("wants and needs only what its options read", () => {
    const needs = policyLossNeeds("advantages", "oldLogprobs");
    expect(policyLossWants(plain)).to.deep.equal(["logprobs"]);
    expect(policyLossWants({ entropyCoefficient: 0.1 })).to.deep.equal(["logprobs", "entropy"]);
    expect(needs(plain)).to.deep.equal(["advantages", "oldLogprobs"]);
    expect(needs({ ...plain, klCoefficient: 0.1 })).to.deep.equal(["advantages", "oldLogprobs", "refLogprobs"]);
    expect(needs({ ...plain, correction })).to.deep.equal(["advantages", "oldLogprobs", "samplerLogprobs"]);
    expect(policyLossNeeds("advantages")({ ...plain, correction })).to.deep.equal(["advantages", "oldLogprobs", "samplerLogprobs"]);
  });

  it("is said in words: formula, normalisation, KL, correction", () => {
    expect(policyLossInWords("-A·log p", plain)).to.deep.equal([
      "Objective: loss = agg(l), l = -A·log p.",
      "Normalisation: agg = sum over action tokens / their number in the whole optimizer batch (token-mean).",
      "KL: none in the loss.",
    ]);
    const all = policyLossInWords("x", { ...plain, klCoefficient: 0.04, entropyCoefficient: 0.01, correction });
    expect(all[0]).to.equal("Objective: loss = agg(w·l + 0.04·kl) - 0.01·agg(entropy), l = x.");
    expect(all[2]).to.contain("k3 of every action token against the reference");
    expect(all[3]).to.contain("w = q where q <= 2, else 0, q = exp of the row's sum");
    expect(policyLossInWords("x", { ...plain, correction: { level: "token", mode: "truncate", cap: 3 } })[3]).to.contain(
      "w = min(q, 3), q = exp(log old - log sampler) of the token",
    );
  });

  it("names every normalisation", () => {
    expect(aggregationInWords({ aggregation: "sequence-mean" })).to.contain("each row's mean");
    expect(aggregationInWords({ aggregation: "sequence-sum" })).to.contain("each row's sum");
    expect(aggregationInWords({ aggregation: "fixed-length", maxTokens: 48 })).to.contain("· 48)");
  });
});
