import { randomStream, RewardModel } from "@lode/core";
import { oneOfEach } from "@lode/oreal";
import { none, rloo } from "@lode/reinforce";
import rewards from "@lode/rewards";
import { expect } from "chai";
import fc from "fast-check";
import { construct } from "../golden/construct.js";
import { generated, tabularPolicy } from "../tabular/tabular-fixture.js";
import { core } from "./core.js";
import { advantagesOf, choices, combined, expectedScore, groupOf, MAX_TOKENS, passRate, tuples, world, type Scored, type Vector } from "./small-world.js";

const { pairWeight, reshapedAdvantages, unreshapedAdvantages } = core("math/pair-weight");
const { pairWeightCurve } = core("theory/pair-weight-curve");

const CORRECT = [1, 3, 4];
const correctOnes = (place: number): boolean => CORRECT.includes(place);

function expectClose(found: Vector, expected: Vector, tolerance: number): void {
  expect(found).to.have.length(expected.length);
  found.forEach((value, place) => expect(value, String(place)).to.be.closeTo(expected[place], tolerance));
}

/** E over all groups of K, and over all choices, of the sum of A·score over the rows that are kept. */
function expectedGradient(completions: readonly Scored[], k: number, advantage: typeof rloo, isSelected: boolean): Vector {
  const terms: [number, Vector][] = [];
  for (const { drawn, probability } of tuples(completions, k)) {
    const batch = groupOf(drawn);
    const advantages = advantagesOf(advantage, batch);
    const ways = isSelected ? choices(oneOfEach, batch, 6) : [drawn.map((_, row) => row)];
    for (const rows of ways) for (const row of rows) terms.push([(probability / ways.length) * advantages[row], drawn[row].score]);
  }
  return combined(terms);
}

describe("claim 2: the expected score functions", () => {
  it("cancel: p·E+ + (1-p)·E- = 0", async () => {
    for (const seed of [1, 2, 3]) {
      const completions = await world(seed, correctOnes);
      const p = passRate(completions);
      const sum = combined([
        [p, expectedScore(completions, true)],
        [1 - p, expectedScore(completions, false)],
      ]);
      expectClose(sum, new Float64Array(sum.length), 1e-15);
      expect(Math.max(...expectedScore(completions, true).map(Math.abs)), "neither is 0 by itself").to.be.greaterThan(0.1);
    }
  });
});

describe("claim 2: leave-one-out over all K rollouts", () => {
  for (const k of [2, 3, 4]) {
    it(`has the expected gradient 2p·E+, K = ${k}`, async () => {
      const completions = await world(k, correctOnes);
      const found = combined([[1 / k, expectedGradient(completions, k, rloo, false)]]);
      expectClose(found, combined([[2 * passRate(completions), expectedScore(completions, true)]]), 1e-7);
    });
  }
});

describe("claim 2: one correct and one wrong rollout of every mixed group", () => {
  for (const k of [2, 3, 4]) {
    for (const [name, advantage, advantages] of [
      ["reshaped", rloo, reshapedAdvantages(k)],
      ["unreshaped", none, unreshapedAdvantages],
    ] as const) {
      it(`has the ${name} weight on E+, K = ${k}`, async () => {
        const completions = await world(10 + k, correctOnes);
        const p = passRate(completions);
        expectClose(expectedGradient(completions, k, advantage, true), combined([[pairWeight(p, k, advantages), expectedScore(completions, true)]]), 1e-7);
      });
    }
  }

  it("has the weights that summing the series by hand gives", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 0.99, noNaN: true }), fc.integer({ min: 2, max: 64 }), (p, k) => {
        const q = 1 - p;
        const unreshaped = (1 - p ** k - q ** k) / q;
        const reshaped = ((2 * k) / (k - 1)) * (q - q ** k + (p ** 2 - p ** (k + 1)) / q);
        expect(pairWeight(p, k, unreshapedAdvantages) / unreshaped).to.be.closeTo(1, 1e-9);
        expect(pairWeight(p, k, reshapedAdvantages(k)) / reshaped).to.be.closeTo(1, 1e-9);
      }),
    );
    expect(pairWeight(0.3, 2, reshapedAdvantages(2)), "4p at K = 2").to.be.closeTo(1.2, 1e-12);
    expect(pairWeight(0.3, 2, unreshapedAdvantages), "2p at K = 2").to.be.closeTo(0.6, 1e-12);
  });

  it("has the reshaped weight in groups that the tabular policy samples", async () => {
    const [k, groups] = [8, 1500];
    const completions = await world(5, correctOnes);
    const p = passRate(completions);
    const direction = expectedScore(completions, true);
    const square = direction.reduce((sum, value) => sum + value * value, 0);
    const byTokens = new Map(completions.map((completion) => [completion.tokens.join(), completion]));
    const sampled = await generated(tabularPolicy(1, 5), { samples: k * groups, maxTokens: MAX_TOKENS });
    const drawn = sampled.map(({ tokens }) => byTokens.get(tokens.join()) as Scored);
    const selection = construct(oneOfEach, {});
    const weights = Array.from({ length: groups }, (_, group) => {
      const own = drawn.slice(group * k, (group + 1) * k);
      const batch = groupOf(own);
      const advantages = advantagesOf(rloo, batch);
      const gradient = combined(selection.select(batch, randomStream(group)).map((row) => [advantages[row], own[row].score] as const));
      return gradient.reduce((sum, value, place) => sum + value * direction[place], 0) / square;
    });
    const mean = weights.reduce((sum, weight) => sum + weight, 0) / groups;
    const error = Math.sqrt(weights.reduce((sum, weight) => sum + (weight - mean) ** 2, 0) / groups / (groups - 1));
    expect(error).to.be.below(0.1);
    expect(Math.abs(mean - pairWeight(p, k, reshapedAdvantages(k))) / error, "standard errors").to.be.below(4);
  });
});

describe("pairWeightCurve", () => {
  const outcome = rewards.components.find(({ use, contract }) => use === "outcome" && contract === RewardModel);
  const rewardModel = construct(outcome as NonNullable<typeof outcome>, { scale: "plus-minus" }) as RewardModel;
  const selection = construct(oneOfEach, {});
  const passRates = [0.05, 0.3, 0.5, 0.8];

  for (const [name, advantage] of [
    ["reshaped", rloo],
    ["unreshaped", none],
  ] as const) {
    it(`measures the ${name} weight by the components themselves`, async () => {
      const components = { rewardModel, selection, advantage: construct(advantage, {}) };
      const curve = await pairWeightCurve(passRates, components, { groupSize: 16, groups: 1000, random: randomStream(4) });
      expect(curve.map(({ p }) => p)).to.deep.equal(passRates);
      for (const { p, unbiased, [name]: exact, measuredAll, measuredSelected } of curve) {
        expect(unbiased).to.equal(2 * p);
        expect(Math.abs(measuredSelected.mean - exact)).to.be.at.most(4 * measuredSelected.standardError + 1e-3);
        // Rewards of ±1 without a baseline have the same mean as with one: 2p·E+ in all.
        expect(Math.abs(measuredAll.mean - unbiased)).to.be.at.most(4 * measuredAll.standardError);
      }
    });
  }

  it("takes rewards of ±1 for weights without components, and depends on nothing but its stream", async () => {
    const components = { rewardModel: null, selection, advantage: null };
    const curve = (seed: number) => pairWeightCurve([0.4], components, { groupSize: 4, groups: 200, random: randomStream(seed) });
    const [point] = await curve(1);
    expect(Math.abs(point.measuredSelected.mean - point.unreshaped)).to.be.at.most(4 * point.measuredSelected.standardError);
    expect(await curve(1)).to.deep.equal([point]);
    expect(await curve(2)).not.to.deep.equal([point]);
  });
});
