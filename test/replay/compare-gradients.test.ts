import { expect } from "chai";
import fc from "fast-check";
import { core } from "./core.js";

const { similarity, tokenSimilarity } = core("replay/compare-gradients");

const vectors = fc.array(fc.tuple(fc.float({ min: -9, max: 9, noNaN: true }), fc.float({ min: -9, max: 9, noNaN: true })), { minLength: 1, maxLength: 20 });

describe("similarity", () => {
  it("is the angle and the ratio of lengths", () => {
    const found = similarity(Float32Array.of(3, 0, 4), Float32Array.of(0, 0, 10));
    expect(found).to.deep.equal({ cosine: 0.8, normRatio: 2, runNorm: 5, againstNorm: 10 });
    expect(similarity(Float32Array.of(1, 0), Float32Array.of(0, 1)).cosine).to.equal(0);
    expect(
      similarity(Float32Array.of(1, 5), Float32Array.of(-2, 5), (place) => place === 0),
      "of some places",
    ).to.deep.equal({ cosine: -1, normRatio: 2, runNorm: 1, againstNorm: 2 });
  });

  it("has no angle with nothing", () => {
    expect(similarity(Float32Array.of(0), Float32Array.of(1))).to.deep.equal({ cosine: null, normRatio: null, runNorm: 0, againstNorm: 1 });
    expect(similarity(Float32Array.of(1), Float32Array.of(0))).to.deep.equal({ cosine: null, normRatio: 0, runNorm: 1, againstNorm: 0 });
  });

  it("does not see a positive factor in the cosine, and sees exactly it in the ratio", () => {
    fc.assert(
      fc.property(vectors, (pairs) => {
        const run = Float32Array.from(pairs, ([a]) => Math.fround(a));
        const { cosine, normRatio } = similarity(
          run,
          run.map((value) => 4 * value),
        );
        if (run.every((value) => Math.abs(value) < 1e-20)) return;
        expect(cosine).to.be.closeTo(1, 1e-12);
        expect(normRatio).to.be.closeTo(4, 1e-12);
      }),
    );
  });
});

describe("tokenSimilarity", () => {
  it("counts every action token in one class", () => {
    fc.assert(
      fc.property(vectors, (pairs) => {
        const [run, against] = [0, 1].map((side) => Float32Array.from(pairs, (pair) => (Math.abs(pair[side]) < 3 ? 0 : pair[side])));
        const found = tokenSimilarity(run, against, new Uint8Array(pairs.length).fill(1));
        const count = (test: (a: number, b: number) => boolean): number => [...run.keys()].filter((place) => test(run[place], against[place])).length;
        expect(found).to.include({
          tokens: pairs.length,
          both: count((a, b) => a !== 0 && b !== 0),
          onlyRun: count((a, b) => a !== 0 && b === 0),
          onlyAgainst: count((a, b) => a === 0 && b !== 0),
          neither: count((a, b) => a === 0 && b === 0),
        });
        if (found.both > 0) expect(found.sameSign).to.equal(count((a, b) => a * b > 0) / found.both);
        else expect([found.sameSign, found.ratio]).to.deep.equal([null, null]);
      }),
    );
  });

  it("ignores what is no action, and sums the ratios up", () => {
    const run = Float32Array.from({ length: 12 }, () => -2);
    const against = Float32Array.from({ length: 12 }, (_, place) => 2 * place);
    const action = Uint8Array.from({ length: 12 }, (_, place) => (place === 0 || place === 11 ? 0 : 1));
    const { tokens, both, sameSign, ratio } = tokenSimilarity(run, against, action);
    expect({ tokens, both, sameSign }).to.deep.equal({ tokens: 10, both: 10, sameSign: 0 });
    expect(ratio, "of 1 … 10").to.deep.equal({ p10: 2, median: 6, p90: 10 });
  });
});
