import { bestOfN } from "@lode/sampling";
import { expect } from "chai";
import fc from "fast-check";
import { PROMPT, tabularPolicy } from "../tabular/tabular-fixture.js";
import { core } from "./core.js";
import { spaceOf } from "./listed-space.js";
import { choices, groupOf, MAX_TOKENS, passRate, tuples, world } from "./small-world.js";

const { bestOfNDistribution, passRateOf } = core("math/best-of-n-distribution");
const { klRegularisedOptimum } = core("math/kl-regularised-optimum");
const { matchedBeta } = core("math/matched-beta");
const { bestOfNCurve, divergence, givenCorrect } = core("theory/best-of-n-curve");
const { clone } = core("theory/clone");

/** A distribution over 2 to 8 completions, of which some are correct and some are not. */
const distributions = fc.array(fc.tuple(fc.double({ min: 0.01, max: 1, noNaN: true }), fc.boolean()), { minLength: 2, maxLength: 8 }).map((pairs) => {
  const whole = pairs.reduce((sum, [weight]) => sum + weight, 0);
  return {
    probabilities: Float64Array.from(pairs, ([weight]) => weight / whole),
    correct: pairs.map(([, correct], y) => (y === 0 ? true : y === 1 ? false : correct)),
  };
});
const sizes = fc.integer({ min: 1, max: 50 });

function sum(values: ArrayLike<number>): number {
  return Array.from(values).reduce((total, value) => total + value, 0);
}

function expectClose(found: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number): void {
  expect(found).to.have.length(expected.length);
  for (let place = 0; place < expected.length; place++) expect(found[place], String(place)).to.be.closeTo(expected[place], tolerance);
}

describe("claim 1: the best of N", () => {
  it("is what the selection best-of-n gives, over every N completions that can be drawn", async () => {
    for (const n of [1, 2, 3, 4]) {
      const completions = await world(n, (place) => [0, 2, 5].includes(place));
      const exact = new Float64Array(completions.length);
      for (const { drawn, probability } of tuples(completions, n)) {
        const ways = choices(bestOfN, groupOf(drawn), 12);
        for (const rows of ways) exact[completions.indexOf(drawn[rows[0] ?? 0])] += probability / ways.length;
      }
      const probabilities = Float64Array.from(completions, ({ probability }) => probability);
      expectClose(
        bestOfNDistribution(
          probabilities,
          completions.map(({ correct }) => correct),
          n,
        ),
        exact,
        1e-12,
      );
      expect(
        passRateOf(
          exact,
          completions.map(({ correct }) => correct),
        ),
      ).to.be.closeTo(1 - (1 - passRate(completions)) ** n, 1e-12);
    }
  });

  it("is a distribution that becomes the policy given correct", () => {
    fc.assert(
      fc.property(distributions, sizes, ({ probabilities, correct }, n) => {
        expect(sum(bestOfNDistribution(probabilities, correct, n))).to.be.closeTo(1, 1e-12);
        expectClose(bestOfNDistribution(probabilities, correct, Infinity), givenCorrect(probabilities, correct), 1e-12);
        expectClose(bestOfNDistribution(probabilities, correct, 1), probabilities, 1e-12);
      }),
    );
  });
});

describe("claim 1: the KL-regularised optimum", () => {
  const objective = (policy: ArrayLike<number>, probabilities: Float64Array, rewards: readonly number[], beta: number): number =>
    sum(rewards.map((reward, y) => reward * policy[y])) - beta * divergence(Float64Array.from(policy), probabilities);

  it("has the value beta·log E[exp(r/beta)], which no other policy exceeds", () => {
    fc.assert(
      fc.property(distributions, distributions, fc.double({ min: 0.05, max: 5, noNaN: true }), ({ probabilities, correct }, other, beta) => {
        const rewards = correct.map((isCorrect, y) => (isCorrect ? 1 + y / 10 : -1));
        const optimum = klRegularisedOptimum(probabilities, rewards, beta);
        const bound = beta * Math.log(sum(probabilities.map((probability, y) => probability * Math.exp(rewards[y] / beta))));
        expect(objective(optimum, probabilities, rewards, beta)).to.be.closeTo(bound, 1e-9);
        const mixed = optimum.map((value, y) => value + 0.1 * (probabilities[y] - value) + 0.05 * ((other.probabilities[y] ?? 0) - value));
        const normal = mixed.map((value) => value / sum(mixed));
        expect(objective(normal, probabilities, rewards, beta)).to.be.at.most(bound + 1e-9);
      }),
    );
  });

  it("keeps the policy's proportions among completions of equal reward", () => {
    fc.assert(
      fc.property(distributions, fc.double({ min: 0.05, max: 5, noNaN: true }), ({ probabilities, correct }, beta) => {
        const optimum = klRegularisedOptimum(probabilities, correct.map(Number), beta);
        expectClose(givenCorrect(optimum, correct), givenCorrect(probabilities, correct), 1e-12);
        const wrong = correct.map((isCorrect) => !isCorrect);
        expectClose(givenCorrect(optimum, wrong), givenCorrect(probabilities, wrong), 1e-12);
      }),
    );
  });

  it("is the policy at an infinite coefficient, does not overflow at a small one, and has none of 0", () => {
    expectClose(klRegularisedOptimum([0.25, 0.75], [1, 0], Infinity), [0.25, 0.75], 1e-15);
    expectClose(klRegularisedOptimum([0.25, 0.75], [1, -1], 1e-6), [1, 0], 1e-15);
    expect(() => klRegularisedOptimum([1], [1], 0)).to.throw(RangeError);
  });

  it("is the best of N at the matched coefficient, for rewards 0 and 1 and for ±1", () => {
    fc.assert(
      fc.property(distributions, fc.integer({ min: 2, max: 50 }), ({ probabilities, correct }, n) => {
        const best = bestOfNDistribution(probabilities, correct, n);
        const p = passRateOf(probabilities, correct);
        fc.pre((1 - p) ** n > 1e-250);
        const [zeroOne, plusMinus] = [matchedBeta(p, n, 1), matchedBeta(p, n, 2)];
        expectClose(klRegularisedOptimum(probabilities, correct.map(Number), zeroOne), best, 1e-9);
        expectClose(
          klRegularisedOptimum(
            probabilities,
            correct.map((isCorrect) => (isCorrect ? 1 : -1)),
            plusMinus,
          ),
          best,
          1e-9,
        );
        const none = (1 - p) ** n;
        if (none > 1e-6) expect(Math.exp(1 / zeroOne) / ((((1 - none) / none) * (1 - p)) / p)).to.be.closeTo(1, 1e-9);
      }),
    );
  });

  it("has no matched coefficient where everything or nothing is correct", () => {
    for (const p of [0, 1, NaN]) expect(() => matchedBeta(p, 2, 1)).to.throw(RangeError);
    expect(matchedBeta(0.3, 1, 1)).to.equal(Infinity);
  });
});

describe("claim 1: the curve", () => {
  it("puts both beside one another", () => {
    const [one, four] = bestOfNCurve(Float64Array.of(0.1, 0.2, 0.7), [true, true, false], [1, 4]);
    expect([one.beta, one.n]).to.deep.equal([null, 1]);
    expect(one.kl).to.be.closeTo(0, 1e-12);
    expect(four.bestOfN).to.be.closeTo(1 - 0.7 ** 4, 1e-12);
    expect(four.optimum).to.be.closeTo(1 - 0.7 ** 4, 1e-12);
    expect(four.largestDifference).to.be.below(1e-12);
    expect(four.kl, "of two coins").to.be.closeTo((1 - 0.7 ** 4) * Math.log((1 - 0.7 ** 4) / 0.3) + 0.7 ** 4 * Math.log(0.7 ** 3), 1e-12);
  });
});

describe("claim 1: cloning by the tabular policy", () => {
  const policy = tabularPolicy(1, 3, 2);
  const space = spaceOf((text) => text.length === 1, MAX_TOKENS);
  const initial = policy.completions(PROMPT, MAX_TOKENS);
  const probabilities = Float64Array.from(space.completions, (tokens) =>
    Math.exp(initial.find((completion) => completion.tokens.join() === tokens.join())?.logprob ?? NaN),
  );

  it("converges to the best of N, and to the policy given correct", async () => {
    const start = await policy.snapshot();
    const { correct } = space;
    const targets = [4, Infinity].map((n) => bestOfNDistribution(probabilities, correct, n));
    for (const target of targets) {
      await policy.restore(start);
      const points = await clone(policy, space, { target, share: 1 }, [1, 10, 100, 1000]);
      expect(points.map(({ step }) => step)).to.deep.equal([0, 1, 10, 100, 1000]);
      expect(points[0].kl).to.be.closeTo(divergence(target, probabilities), 1e-6);
      points.slice(1).forEach(({ kl }, place) => expect(kl).to.be.below(points[place].kl));
      const [last] = points.slice(-1);
      const isPartial = target.every((value) => value > 0);
      expect(last.kl, "to a point of the softmax fast, to its edge slowly").to.be.below(isPartial ? 1e-6 : 2e-3);
      expect(last.correct).to.be.closeTo(passRateOf(target, correct), isPartial ? 1e-4 : 2e-3);
      expect(last.innerDifference).to.be.below(2e-3);
    }
  });

  it("takes a prompt's share for a smaller step", async () => {
    const target = bestOfNDistribution(probabilities, space.correct, 4);
    const [half, whole] = [tabularPolicy(1, 3, 2), tabularPolicy(1, 3, 1)];
    const points = await clone(half, space, { target, share: 0.5 }, [8]);
    expect(points.at(-1)?.kl).to.be.closeTo((await clone(whole, space, { target, share: 1 }, [8])).at(-1)?.kl ?? NaN, 1e-6);
  });
});
