import plugin, { cispo, grpoAdvantage, grpoObjective, gspo } from "@lode/grpo";
import { expect } from "chai";
import { construct } from "../golden/construct.js";
import { resolveFragment } from "../golden/resolve-fragment.js";
import { batchOf } from "../math/tensors.js";

describe("plugin grpo", () => {
  it("registers its components with their needs", () => {
    expect(plugin.components).to.deep.equal([grpoObjective, gspo, cispo, grpoAdvantage]);
    expect(grpoAdvantage.needs).to.deep.equal(["rewards", "group>=2"]);
  });

  it("has the defaults that its README says", () => {
    const loss = { klCoefficient: 0, klEstimator: "k3", entropyCoefficient: 0 };
    const clip = { clipLow: 0.2, clipHigh: 0.3 };
    expect(resolveFragment(grpoObjective)).to.deep.equal({ aggregation: "sequence-mean", clipLow: 0.2, clipHigh: 0.2, ...loss });
    expect(resolveFragment(gspo, clip)).to.deep.equal({ ...clip, ...loss });
    expect(resolveFragment(cispo, clip)).to.deep.equal({ aggregation: "token-mean", ...clip, ...loss });
    expect(resolveFragment(grpoAdvantage)).to.deep.equal({ scale: "std", epsilon: 1e-6 });
    expect(resolveFragment(grpoAdvantage, { scale: "none" })).to.deep.equal({ scale: "none" });
  });

  it("refuses options that nothing would read", () => {
    expect(() => resolveFragment(grpoAdvantage, { scale: "none", epsilon: 1 })).to.throw("unknown option epsilon");
    expect(() => resolveFragment(gspo, { clipLow: 0.1, clipHigh: 0.1, aggregation: "token-mean" })).to.throw("unknown option aggregation");
    expect(() => resolveFragment(gspo, { clipLow: 0.1, clipHigh: 0.1, dualClip: 3 })).to.throw("unknown option dualClip");
    expect(() => resolveFragment(cispo, { clipLow: 0.1 })).to.throw("missing option clipHigh");
  });

  it("counts token rewards in the row's reward", () => {
    const batch = batchOf(
      [
        [1, 1],
        [0, 1],
      ],
      { rewards: Float32Array.of(1, 0), tokenRewards: Float32Array.of(1, 1, 9, -1) },
    );
    expect([...construct(grpoAdvantage, { scale: "none" }).estimate(batch).advantages]).to.deep.equal([2, 2, 0, -2]);
  });

  it("explains its components with their options", () => {
    const clip = { clipLow: 0.2, clipHigh: 0.3 };
    expect((grpoObjective.explain?.(resolveFragment(grpoObjective)) ?? [])[1]).to.contain("(sequence-mean)");
    expect((gspo.explain?.(resolveFragment(gspo, clip)) ?? []).join(" "))
      .to.contain("r = exp(mean over the row")
      .and.contain("(sequence-mean)");
    expect((cispo.explain?.(resolveFragment(cispo, clip)) ?? [])[0]).to.contain("l = -sg(clip(r, 0.8, 1.3))·A·log p");
    expect(grpoAdvantage.explain?.({ scale: "std", epsilon: 0.5 } as never)).to.deep.equal([
      "Advantage: A = (r - mean) / (std + 0.5) within the group, std with n - 1.",
    ]);
    expect(grpoAdvantage.explain?.({ scale: "none" } as never)).to.deep.equal(["Advantage: A = r - mean within the group (Dr. GRPO)."]);
  });
});
