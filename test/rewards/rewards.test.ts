import { correct, incorrect, type Batch } from "@lode/core";
import plugin, { kl, outcome, overlong, sum } from "@lode/rewards";
import { expect } from "chai";
import { construct } from "../golden/construct.js";
import { resolveFragment } from "../golden/resolve-fragment.js";
import { batchOf } from "../math/tensors.js";

const judged: Batch = batchOf([[1], [1], [1]], { verdicts: [correct("4"), incorrect("no"), correct("4")] });

async function rewardsOf(definition: typeof outcome, options: object, batch: Batch): Promise<number[]> {
  return [...(await construct(definition, resolveFragment(definition, { ...options })).reward(batch)).rewards];
}

describe("reward outcome", () => {
  it("maps verdicts to 1 and -1, or to 1 and 0", async () => {
    expect(await rewardsOf(outcome, {}, judged)).to.deep.equal([1, -1, 1]);
    expect(await rewardsOf(outcome, { scale: "zero-one" }, judged)).to.deep.equal([1, 0, 1]);
  });

  it("refuses rows without a verdict", () => {
    const reward = construct(outcome, resolveFragment(outcome));
    expect(() => reward.reward({ ...judged, verdicts: [] })).to.throw(RangeError, "0 verdicts for 3 rows");
  });
});

describe("reward overlong", () => {
  it("falls from 0 to the penalty over the buffer, and counts action tokens alone", async () => {
    const action = [1, 2, 3, 4, 5, 6].map((length) => Array.from({ length: 7 }, (_, token) => (token > 0 && token <= length ? 1 : 0)));
    expect(await rewardsOf(overlong, { maxLength: 5, buffer: 2, penalty: 4 }, batchOf(action))).to.deep.equal([0, 0, 0, -2, -4, -4]);
    expect(await rewardsOf(overlong, { maxLength: 4, buffer: 0 }, batchOf(action))).to.deep.equal([0, 0, 0, 0, -1, -1]);
  });

  it("asks for a length and a buffer", () => {
    expect(() => resolveFragment(overlong, { buffer: 1 })).to.throw("missing option maxLength");
    expect(() => resolveFragment(overlong, { maxLength: 1 })).to.throw("missing option buffer");
    expect(() => resolveFragment(overlong, { maxLength: 4, buffer: -1 })).to.throw("invalid option buffer");
  });
});

describe("plugin rewards", () => {
  it("registers its components with their needs", () => {
    expect(plugin.components).to.deep.equal([outcome, overlong, kl, sum]);
    expect([outcome.needs, overlong.needs, kl.needs, sum.needs]).to.deep.equal([["verdicts"], undefined, ["oldLogprobs", "refLogprobs"], undefined]);
  });

  it("explains its components with their options", () => {
    const lines = (definition: typeof outcome, options: object): string => (definition.explain?.(resolveFragment(definition, { ...options })) ?? []).join(" ");
    expect(lines(outcome, {})).to.contain("else -1");
    expect(lines(outcome, { scale: "zero-one" })).to.contain("else 0");
    expect(lines(overlong, { maxLength: 48, buffer: 8 })).to.contain("0 up to 40 action tokens, falling to -1 at 48");
    expect(lines(kl, {})).to.contain("k1").and.contain("-0.01·kl").and.not.contain("steered");
    expect(lines(kl, { mode: "adaptive", target: 3 })).to.contain("steered to 3 nats a rollout over 10000 rollouts");
    expect(sum.explain?.({ weights: [1, 0.5] } as never)).to.deep.equal(["Reward: the sum of its terms, weights 1, 0.5."]);
    expect(sum.explain?.({} as never)).to.deep.equal(["Reward: the sum of its terms, weights all 1."]);
  });
});
