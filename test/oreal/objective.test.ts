import { cotangents, type Batch } from "@lode/core";
import oreal, { oneOfEach, oreal as objective, orealToken } from "@lode/oreal";
import { expect } from "chai";
import { bindLoss } from "../golden/bind-loss.js";
import { construct } from "../golden/construct.js";
import { resolveFragment } from "../golden/resolve-fragment.js";
import { batchOf } from "../math/tensors.js";

const batch: Batch = batchOf(
  [
    [1, 1, 0],
    [1, 0, 0],
  ],
  {
    rewards: Float32Array.of(0.5, -0.5),
    advantages: Float32Array.of(2, 2, 0, -3, 0, 0),
    refLogprobs: Float32Array.of(-1, -1, 0, -1, 0, 0),
  },
);
const logprobs = Float32Array.of(-1, -3, 0, -2, 0, 0);

function lossOf(columns: Partial<Batch>, options: object = {}): ReturnType<typeof cotangents> {
  const whole = { ...batch, ...columns };
  return cotangents(bindLoss(construct(objective, resolveFragment(objective, { ...options })), whole), { logprobs }, whole);
}

describe("objective oreal", () => {
  it("is the sum of its terms, by hand", async () => {
    const { loss, metrics } = await lossOf({}, { klEstimator: "k1", klCoefficient: 0.3 });
    expect(metrics.positive).to.be.closeTo((2 * 1 + 2 * 3) / 2, 1e-6);
    expect(metrics.negative).to.be.closeTo(0.5 * 3, 1e-6);
    expect(metrics.klTerm).to.be.closeTo((0.3 * (0 - 2 - 1)) / 3, 1e-6);
    expect(loss).to.be.closeTo(metrics.positive + metrics.negative + metrics.klTerm, 1e-6);
  });

  it("counts tokens, not token weights, in its normalisers", async () => {
    const { metrics } = await lossOf({ tokenWeights: Float32Array.of(0.5, 0, 0, 0.25, 0, 0) });
    expect(metrics.positive).to.be.closeTo((0.5 * 2 * 1) / 2, 1e-6);
    expect(metrics.negative).to.be.closeTo(0.5 * 0.25 * 3, 1e-6);
  });

  it("leaves out a term without tokens, and the reference without KL", async () => {
    const { refLogprobs: _, ...bare } = batch;
    const withoutReference = construct(objective, resolveFragment(objective, { klCoefficient: 0 }));
    expect(withoutReference.needs).to.deep.equal(["rewards", "advantages"]);
    const { metrics } = await cotangents(bindLoss(withoutReference, bare), { logprobs }, { ...bare, rewards: Float32Array.of(1, 1) });
    expect(metrics.klTerm).to.equal(0);
    expect((await lossOf({ rewards: Float32Array.of(1, 2) })).metrics.negative).to.be.closeTo(0, 0);
    expect((await lossOf({ rewards: Float32Array.of(-1, 0) })).metrics.positive).to.be.closeTo(0, 0);
  });

  it("is explained with its options", () => {
    const explain = (options: object): string => (objective.explain?.(resolveFragment(objective, { ...options })) ?? []).join("\n");
    expect(explain({})).to.contain("0.5·(sum of w·A·exp(log p - sg(log p)) over wrong rows) / N- + 0.01·").and.contain("KL: k3");
    expect(explain({ klCoefficient: 0, scalePositivesByAdvantage: false }))
      .to.contain("1·(sum of w·(-log p) over correct rows)")
      .and.contain("KL: none in the loss.");
  });
});

describe("plugin oreal", () => {
  it("registers its components with their needs", () => {
    expect(oreal.components).to.deep.equal([objective, orealToken, oneOfEach]);
    expect(orealToken).to.deep.include({ needs: ["policy.scalar-model"], gives: ["tokenWeights"] });
    expect(oneOfEach.needs).to.deep.equal(["rewards", "group>=2"]);
  });

  it("declares the metrics that it emits", () => {
    expect(Object.keys(objective.metrics ?? {})).to.deep.equal(["objective/positive", "objective/negative", "objective/klTerm"]);
    const learnt = ["loss", "accuracy", "weightedTokens", "gradientNorm", "learningRate"];
    expect(Object.keys(orealToken.metrics ?? {})).to.deep.equal(learnt.map((name) => `reward-model/${name}`));
  });

  it("explains its token weights", () => {
    const explain = (options: object): string => (orealToken.explain?.(resolveFragment(orealToken, { ...options })) ?? []).join("\n");
    expect(explain({ incorrectThreshold: 0.3 })).to.contain("c = 0.5 on correct rows, 0.3 on wrong ones");
    expect(explain({ rescale: "top-k" })).to.contain("a share of 0.25 of a correct row's tokens, 0.25 of a wrong one's");
  });
});
