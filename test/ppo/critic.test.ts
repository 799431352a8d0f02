import { randomStream, UserError, type Batch, type Policy, type ValueModel } from "@lode/core";
import { critic } from "@lode/ppo";
import { expect } from "chai";
import { construct } from "../golden/construct.js";
import { resolveFragment } from "../golden/resolve-fragment.js";
import { ScriptedPolicy } from "../golden/scripted-policy.js";
import { batchOf } from "../math/tensors.js";

const VALUES = Float32Array.of(1, 2, 99, 4);
const batch: Batch = batchOf(
  [
    [1, 1],
    [0, 1],
  ],
  { values: Float32Array.of(1, 2, 99, 4), returns: Float32Array.of(1, 4, -50, 4) },
);
const at = { step: 3, of: 4 };

async function criticOn(policy: Policy, options: object = {}): Promise<ReturnType<typeof construct<ValueModel>>> {
  const model = construct(critic, policy, resolveFragment(critic, { ...options }));
  await model.start?.();
  return model;
}

describe("value model critic", () => {
  it("asks the policy for a scalar model with a head of zeros and a larger learning rate", async () => {
    const policy = new ScriptedPolicy(VALUES);
    const model = await criticOn(policy.asPolicy());
    expect(policy.asked.map(({ head, name, optimizer }) => [head, name, optimizer.learningRate])).to.deep.equal([["zero", "critic", 1e-3]]);
    expect(await model.values(batch)).to.equal(VALUES);
  });

  it("takes one optimizer step towards the returns and reports it", async () => {
    const policy = new ScriptedPolicy(VALUES);
    const metrics = await (await criticOn(policy.asPolicy())).learn(batch, at);
    expect(metrics.loss).to.be.closeTo(4 / 3 / 2, 1e-6);
    expect(metrics).to.include({ clipFraction: 0, gradientNorm: 2, learningRate: 0.5 });
    expect(policy.steps).to.deep.equal([at]);
  });

  it("gives no gradient to a value that is further from its old one than the clip, if moving back is worse", async () => {
    const policy = new ScriptedPolicy(Float32Array.of(3, 2, 99, 4));
    const metrics = await (await criticOn(policy.asPolicy(), { clip: 0.5 })).learn({ ...batch, returns: Float32Array.of(5, 4, -50, 4) }, at);
    expect(metrics.clipFraction).to.be.closeTo(1 / 3, 1e-6);
    expect([...(policy.learnt[0].gradients.scores ?? [])].map((value) => Math.round(value * 1e6) / 1e6 + 0)).to.deep.equal([0, -0.666667, 0, 0]);
  });

  it("counts no token as clipped whose value moved less than the clip, in spite of rounding", async () => {
    const random = randomStream(3);
    const numbers = (name: string, width: number): Float32Array =>
      Float32Array.from({ length: 400 }, (_, place) => width * (random.at(name).uniform(place) - 0.5));
    const [old, values] = [numbers("old", 0.2), numbers("values", 0.02)];
    const policy = new ScriptedPolicy(values);
    const many = batchOf([Array.from({ length: 400 }, () => 1)], { values: old, returns: values.map((value) => value * 1.001) });
    expect((await (await criticOn(policy.asPolicy())).learn(many, at)).clipFraction).to.equal(0);
  });

  it("reports how much of the returns' variance the values at collection explain", async () => {
    const explained = async (returns: readonly number[]): Promise<number> =>
      (await (await criticOn(new ScriptedPolicy(VALUES).asPolicy())).learn({ ...batch, returns: Float32Array.from(returns) }, at)).explainedVariance;
    expect(await explained([1, 2, -50, 4])).to.equal(1);
    expect(await explained([6, 7, -50, 9])).to.equal(1);
    expect(await explained([3, 3, -50, 3])).to.equal(0);
    expect(await explained([1, 4, -50, 4])).to.be.closeTo(1 - 4 / 3 / 3, 1e-6);
  });

  it("keeps and gives back the scalar model's state, and frees it", async () => {
    const policy = new ScriptedPolicy(VALUES);
    const model = await criticOn(policy.asPolicy());
    await model.restore?.((await model.snapshot?.()) ?? {});
    await model.dispose?.();
    expect([policy.restored, policy.disposed]).to.deep.equal([[{ json: "scalar model" }], 1]);
  });

  it("says what to do when the policy has no scalar model", async () => {
    let failure: unknown;
    await criticOn({} as Policy).catch((error: unknown) => (failure = error));
    expect(failure).to.be.instanceOf(UserError).and.include({ code: "CAPABILITY_UNMET" });
  });
});
