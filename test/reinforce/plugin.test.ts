import plugin, { crossEntropy, none, opo, reinforce, rloo } from "@lode/reinforce";
import { expect } from "chai";
import { construct } from "../golden/construct.js";
import { resolveFragment } from "../golden/resolve-fragment.js";
import { batchOf } from "../math/tensors.js";

describe("plugin reinforce", () => {
  it("registers its components with their needs", () => {
    expect(plugin.components).to.deep.equal([reinforce, crossEntropy, rloo, opo, none]);
    expect([rloo.needs, opo.needs, none.needs]).to.deep.equal([["rewards", "group>=2"], ["rewards", "group>=2"], ["rewards"]]);
    expect(construct(crossEntropy, resolveFragment(crossEntropy)).needs).to.deep.equal([]);
  });

  it("has the defaults that its README says", () => {
    expect(resolveFragment(reinforce)).to.deep.equal({ aggregation: "token-mean", klCoefficient: 0, klEstimator: "k3", entropyCoefficient: 0 });
    expect(resolveFragment(crossEntropy)).to.deep.equal({ aggregation: "token-mean" });
    expect(() => resolveFragment(crossEntropy, { klCoefficient: 0.1 })).to.throw("unknown option klCoefficient");
  });

  it("counts token rewards in the row's reward", () => {
    const batch = batchOf(
      [
        [1, 1],
        [0, 1],
      ],
      { rewards: Float32Array.of(1, 0), tokenRewards: Float32Array.of(1, 1, 9, -1) },
    );
    expect([...construct(none, {}).estimate(batch).advantages]).to.deep.equal([3, 3, 0, -1]);
    expect([...construct(rloo, {}).estimate(batch).advantages]).to.deep.equal([4, 4, 0, -4]);
    const baseline = (2 * 3 - 1) / 3;
    construct(opo, {})
      .estimate(batch)
      .advantages.forEach((value, place) => expect(value).to.be.closeTo([3 - baseline, 3 - baseline, 0, -1 - baseline][place], 1e-6));
  });

  it("explains its components with their options", () => {
    expect((reinforce.explain?.(resolveFragment(reinforce, { klCoefficient: 0.1 })) ?? [])[0]).to.equal("Objective: loss = agg(l + 0.1·kl), l = -A·log p.");
    expect((crossEntropy.explain?.(resolveFragment(crossEntropy)) ?? [])[0]).to.contain("-log p");
    for (const advantage of [rloo, opo, none]) expect(advantage.explain?.({} as never)[0]).to.match(/^Advantage: A = r/);
  });
});
