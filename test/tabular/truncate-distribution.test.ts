import { tokenDistribution, truncateDistribution } from "@lode/tabular";
import { expect } from "chai";
import fc from "fast-check";

const logits = fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 2, maxLength: 12 }).map((values) => Float64Array.from(values));

function probabilities(distribution: Float64Array): readonly number[] {
  return [...distribution].map(Math.exp);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

describe("tokenDistribution", () => {
  it("is the softmax of the logits over the temperature, without padding", () => {
    fc.assert(
      fc.property(logits, fc.constantFrom(0.3, 1, 4), fc.nat(1), (z, temperature, pad) => {
        const weights = [...z].map((logit, token) => (token === pad ? 0 : Math.exp(logit / temperature)));
        const p = probabilities(tokenDistribution(z, temperature, pad));
        weights.forEach((weight, token) => expect(p[token]).to.be.closeTo(weight / sum(weights), 1e-12));
      }),
    );
  });

  it("stays finite for logits of any size", () => {
    expect([...tokenDistribution(Float64Array.of(0, 1e4, -1e4), 1, 0)]).to.deep.equal([-Infinity, 0, -2e4]);
  });
});

describe("truncateDistribution", () => {
  it("keeps the likeliest tokens in their proportions, k of them at most", () => {
    fc.assert(
      fc.property(logits, fc.integer({ min: 1, max: 12 }), (z, topK) => {
        const full = probabilities(tokenDistribution(z, 1, 0));
        const kept = probabilities(truncateDistribution(tokenDistribution(z, 1, 0), { topK, topP: 1 }));
        const inside = [...kept.keys()].filter((token) => kept[token] > 0);
        expect(inside).to.have.length(Math.min(topK, z.length - 1));
        expect(sum(kept)).to.be.closeTo(1, 1e-12);
        const mass = sum(inside.map((token) => full[token]));
        inside.forEach((token) => expect(kept[token]).to.be.closeTo(full[token] / mass, 1e-12));
        const least = Math.min(...inside.map((token) => full[token]));
        full.forEach((p, token) => expect(inside.includes(token) || p <= least).to.equal(true));
      }),
    );
  });

  it("keeps the smallest set of the likeliest tokens whose probabilities reach top-p", () => {
    fc.assert(
      fc.property(logits, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (z, topP) => {
        const full = probabilities(tokenDistribution(z, 1, 0));
        const kept = probabilities(truncateDistribution(tokenDistribution(z, 1, 0), { topK: 0, topP }));
        const inside = [...kept.keys()].filter((token) => kept[token] > 0).map((token) => full[token]);
        expect(sum(inside)).to.be.at.least(topP - 1e-9);
        expect(sum(inside) - Math.min(...inside)).to.be.below(topP + 1e-9);
      }),
    );
  });

  it("applies top-p to what top-k left", () => {
    const distribution = Float64Array.of(0.4, 0.3, 0.2, 0.1).map(Math.log);
    const rounded = (topK: number, topP: number): readonly number[] =>
      probabilities(truncateDistribution(distribution, { topK, topP })).map((p) => Math.round(p * 1000) / 1000);
    expect(rounded(0, 0.55)).to.deep.equal([0.571, 0.429, 0, 0]);
    expect(rounded(2, 0.55)).to.deep.equal([1, 0, 0, 0]);
    expect(rounded(2, 0.6)).to.deep.equal([0.571, 0.429, 0, 0]);
    expect(rounded(0, 1)).to.deep.equal([0.4, 0.3, 0.2, 0.1]);
  });

  it("prefers the first of equally likely tokens", () => {
    expect(probabilities(truncateDistribution(tokenDistribution(new Float64Array(4), 1, 0), { topK: 1, topP: 1 }))).to.deep.equal([0, 1, 0, 0]);
  });
});
