import type { Batch, RewardModel } from "@lode/core";
import { kl } from "@lode/rewards";
import { expect } from "chai";
import { construct } from "../golden/construct.js";
import { resolveFragment } from "../golden/resolve-fragment.js";
import { batchOf } from "../math/tensors.js";

/** Rollouts whose k1 is .5 and 1 on the tokens of the first, and -.25 on that of the second: 1.25/2 a rollout in the mean. */
const batch: Batch = batchOf(
  [
    [0, 1, 1],
    [1, 0, 0],
  ],
  {
    oldLogprobs: Float32Array.of(9, -1, -1, -1, 9, 9),
    refLogprobs: Float32Array.of(5, -1.5, -2, -0.75, 5, 5),
  },
);
const at = { step: 1, of: 9 };

function model(options: object): ReturnType<typeof construct<RewardModel>> {
  return construct(kl, resolveFragment(kl, { ...options }));
}

describe("reward kl", () => {
  it("is a penalty on every action token, beside outcome rewards of 0", async () => {
    const { rewards, tokenRewards, metrics } = await model({ coefficient: 2 }).reward(batch);
    expect([...rewards]).to.deep.equal([0, 0]);
    expect([...(tokenRewards ?? [])].map((value) => value + 0)).to.deep.equal([0, -1, -2, 0.5, 0, 0]);
    expect(metrics).to.deep.equal({ kl: 0.625, klCoefficient: 2 });
  });

  it("keeps a fixed coefficient", async () => {
    const fixed = model({ coefficient: 2 });
    await fixed.reward(batch);
    await fixed.learn?.(batch, at);
    expect((await fixed.reward(batch)).metrics?.klCoefficient).to.equal(2);
  });

  it("steers an adaptive coefficient by the proportional error, clipped to a fifth, once the step has trained", async () => {
    const after = async (target: number): Promise<number | undefined> => {
      const adaptive = model({ mode: "adaptive", coefficient: 1, target, horizon: 20 });
      await adaptive.reward(batch);
      expect((await adaptive.snapshot?.())?.json).to.deep.equal({ coefficient: 1 });
      await adaptive.learn?.(batch, at);
      return (await adaptive.reward(batch)).metrics?.klCoefficient;
    };
    expect(await after(0.1)).to.be.closeTo(1 + (0.2 * 2) / 20, 1e-9);
    expect(await after(10)).to.be.closeTo(1 - (0.2 * 2) / 20, 1e-9);
    expect(await after(0.6)).to.be.closeTo(1 + ((0.625 / 0.6 - 1) * 2) / 20, 1e-6);
  });

  it("goes on from its snapshot", async () => {
    const first = model({ mode: "adaptive", target: 0.1, horizon: 20 });
    await first.reward(batch);
    await first.learn?.(batch, at);
    const second = model({ mode: "adaptive", target: 0.1, horizon: 20 });
    await second.restore?.((await first.snapshot?.()) ?? {});
    expect((await second.reward(batch)).metrics).to.deep.equal((await first.reward(batch)).metrics);
  });
});
