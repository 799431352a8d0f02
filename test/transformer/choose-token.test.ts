import { chooseToken, type TokenChoice } from "@lode/transformer";
import { expect } from "chai";
import fc from "fast-check";

/** Logits of these probabilities, up to a constant. */
const logitsOf = (probabilities: readonly number[]): Float32Array => Float32Array.from(probabilities, (p) => Math.log(p) + 3);

const ALL = { temperature: 1, topK: 0, topP: 1 };
const DRAWS = 20000;

/** How often each token comes out of equally spaced draws. */
function shares(logits: Float32Array, settings: typeof ALL): number[] {
  const counts = new Array<number>(logits.length).fill(0);
  for (let draw = 0; draw < DRAWS; draw++) counts[chooseToken(logits, settings, (draw + 0.5) / DRAWS).token]++;
  return counts.map((count) => count / DRAWS);
}

function expectShares(logits: Float32Array, settings: typeof ALL, expected: readonly number[]): void {
  shares(logits, settings).forEach((share, token) => expect(share, `token ${token}`).to.be.closeTo(expected[token], 2 / DRAWS));
}

/** Every token that can be drawn, with what is said of it. */
function choices(logits: Float32Array, settings: typeof ALL): TokenChoice[] {
  const byToken = new Map<number, TokenChoice>();
  for (let draw = 0; draw < 1000; draw++) {
    const choice = chooseToken(logits, settings, draw / 1000);
    byToken.set(choice.token, choice);
  }
  return [...byToken.values()];
}

describe("chooseToken", () => {
  it("draws each token as often as its probability says", () => {
    expectShares(logitsOf([0.1, 0.4, 0.2, 0.3]), ALL, [0.1, 0.4, 0.2, 0.3]);
  });

  it("goes through the vocabulary in order", () => {
    const logits = logitsOf([0.1, 0.4, 0.2, 0.3]);
    expect([0, 0.0999, 0.1001, 0.4999, 0.5001, 0.6999, 0.7001, 1 - 2 ** -53].map((uniform) => chooseToken(logits, ALL, uniform).token)).to.deep.equal([
      0, 0, 1, 1, 2, 2, 3, 3,
    ]);
  });

  it("draws p^(1/temperature), renormalised", () => {
    const squares = [0.01, 0.16, 0.04, 0.09].map((square) => square / 0.3);
    expectShares(logitsOf([0.1, 0.4, 0.2, 0.3]), { ...ALL, temperature: 0.5 }, squares);
  });

  it("keeps the likeliest tokens with top-k", () => {
    expectShares(logitsOf([0.1, 0.4, 0.2, 0.3]), { ...ALL, topK: 2 }, [0, 4 / 7, 0, 3 / 7]);
  });

  it("keeps with top-p the likeliest tokens until they reach it, the one that reaches it included", () => {
    const logits = logitsOf([0.1, 0.4, 0.2, 0.3]);
    expectShares(logits, { ...ALL, topP: 0.5 }, [0, 4 / 7, 0, 3 / 7]);
    expectShares(logits, { ...ALL, topP: 0.71 }, [0, 4 / 9, 2 / 9, 3 / 9]);
    expectShares(logits, { ...ALL, topP: 0.3 }, [0, 1, 0, 0]);
  });

  it("applies top-p to what top-k has left", () => {
    expectShares(logitsOf([0.1, 0.4, 0.2, 0.3]), { ...ALL, topK: 3, topP: 0.75 }, [0, 4 / 7, 0, 3 / 7]);
  });

  it("prefers the lower number of equally likely tokens", () => {
    expectShares(logitsOf([0.2, 0.2, 0.2, 0.2, 0.2]), { ...ALL, topK: 2 }, [0.5, 0.5, 0, 0, 0]);
    expect(chooseToken(Float32Array.of(1, 2, 2), { ...ALL, temperature: 0 }, 0.9).token).to.equal(1);
  });

  it("reports log-probabilities of the full distribution and of the one that it drew from", () => {
    for (const { token, logprob, sampledLogprob } of choices(logitsOf([0.1, 0.4, 0.2, 0.3]), { ...ALL, topK: 2 })) {
      expect(logprob).to.be.closeTo(Math.log([0.1, 0.4, 0.2, 0.3][token]), 1e-6);
      expect(sampledLogprob).to.be.closeTo(Math.log([0, 4 / 7, 0, 3 / 7][token]), 1e-6);
    }
  });

  it("takes the likeliest token at temperature 0, with its log-probability at temperature 1", () => {
    const { token, logprob, sampledLogprob } = chooseToken(logitsOf([0.1, 0.4, 0.2, 0.3]), { ...ALL, temperature: 0 }, 0.99);
    expect([token, sampledLogprob]).to.deep.equal([1, 0]);
    expect(logprob).to.be.closeTo(Math.log(0.4), 1e-6);
  });

  it("stays finite and inside the vocabulary whatever the logits, cuts and draws", () => {
    const logits = fc.array(fc.float({ min: -300, max: 300, noNaN: true }), { minLength: 1, maxLength: 8 });
    const settings = fc.record({ temperature: fc.constantFrom(0, 0.01, 1, 100), topK: fc.nat(9), topP: fc.double({ min: 0.001, max: 1, noNaN: true }) });
    fc.assert(
      fc.property(logits, settings, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (numbers, chosen, uniform) => {
        const { token, logprob, sampledLogprob } = chooseToken(Float32Array.from(numbers), chosen, uniform);
        expect(token).to.be.within(0, numbers.length - 1);
        expect(Number.isFinite(logprob) && Number.isFinite(sampledLogprob)).to.equal(true);
        expect(logprob).to.be.at.most(sampledLogprob + 1e-9);
      }),
    );
  });
});
