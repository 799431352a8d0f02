import plugin, { critic, gae, ppo } from "@lode/ppo";
import { expect } from "chai";
import { construct } from "../golden/construct.js";
import { resolveFragment } from "../golden/resolve-fragment.js";
import { batchOf } from "../math/tensors.js";

describe("plugin ppo", () => {
  it("registers its components with their needs", () => {
    expect(plugin.components).to.deep.equal([ppo, gae, critic]);
    expect(gae).to.deep.include({ needs: ["rewards", "values"], gives: ["returns"] });
    expect(critic.needs).to.deep.equal(["policy.scalar-model", "returns", "values"]);
  });

  it("has the defaults that its README says", () => {
    const loss = { klCoefficient: 0, klEstimator: "k3", entropyCoefficient: 0 };
    expect(resolveFragment(ppo)).to.deep.equal({ aggregation: "token-mean", clipLow: 0.2, clipHigh: 0.2, ...loss });
    expect(resolveFragment(gae)).to.deep.equal({ gamma: 1, lambda: 1, whiten: true });
    expect(resolveFragment(critic)).to.deep.include({ aggregation: "token-mean", clip: 0.2 });
  });

  it("accepts only options that make sense, and those of a mode only in it", () => {
    for (const wrong of [{ clipLow: 1.1 }, { dualClip: 1 }, { klCoefficient: -1 }, { maxTokens: 8 }, { aggregation: "fixed-length" }, { aggregation: "mean" }])
      expect(() => resolveFragment(ppo, wrong), JSON.stringify(wrong)).to.throw("option");
    expect(resolveFragment(ppo, { aggregation: "fixed-length", maxTokens: 8 })).to.include({ aggregation: "fixed-length", maxTokens: 8 });
    for (const wrong of [{ gamma: 1.1 }, { lambda: -0.1 }, { whiten: 1 }]) expect(() => resolveFragment(gae, wrong), JSON.stringify(wrong)).to.throw("option");
    expect(() => resolveFragment(critic, { clip: 0 })).to.throw("option");
  });

  it("whitens advantages and leaves the returns alone", () => {
    const batch = batchOf([[1, 1, 1]], { rewards: Float32Array.of(3), values: Float32Array.of(2, 1, 0) });
    const { advantages, returns } = construct(gae, resolveFragment(gae)).estimate(batch);
    [-1, 0, 1].forEach((expected, place) => expect(advantages[place]).to.be.closeTo(expected, 1e-6));
    expect([...(returns ?? [])]).to.deep.equal([3, 3, 3]);
    expect([...construct(gae, resolveFragment(gae, { whiten: false })).estimate(batch).advantages]).to.deep.equal([1, 2, 3]);
  });

  it("explains its components with their options", () => {
    expect((ppo.explain?.(resolveFragment(ppo, { dualClip: 3 })) ?? [])[0]).to.contain(
      "l = max(-A·r, -A·clip(r, 0.8, 1.2)), at most -A·3 where A < 0, with r = exp(log p - log old)",
    );
    expect((gae.explain?.(resolveFragment(gae, { gamma: 0.9, lambda: 0.8, whiten: false })) ?? []).join(" "))
      .to.contain("delta_t + 0.9·0.8·A_(t+1)")
      .and.contain("not whitened");
    expect((critic.explain?.(resolveFragment(critic)) ?? []).join(" "))
      .to.contain("clip(V, old - 0.2, old + 0.2)")
      .and.contain("learning rate 0.001");
  });
});
