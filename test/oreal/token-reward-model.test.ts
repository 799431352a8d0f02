import { UserError, type Batch, type Metrics, type Policy, type RewardModel } from "@lode/core";
import { orealToken } from "@lode/oreal";
import { expect } from "chai";
import { construct } from "../golden/construct.js";
import { resolveFragment } from "../golden/resolve-fragment.js";
import { ScriptedPolicy } from "../golden/scripted-policy.js";
import { batchOf } from "../math/tensors.js";

/** A correct and a wrong row of two tokens; mean scores 1 and 2, so that the second is misjudged. */
const SCORES = Float32Array.of(0, 2, 4, 0);
const batch: Batch = batchOf(
  [
    [1, 1],
    [1, 1],
  ],
  { rewards: Float32Array.of(1, -1) },
);
const at = { step: 2, of: 5 };

function modelOn(
  policy: Policy,
  reward: RewardModel = { reward: () => Promise.resolve({ rewards: Float32Array.of(7) }) },
): ReturnType<typeof construct<RewardModel>> {
  return construct(orealToken, policy, { ...resolveFragment<object>(orealToken), reward });
}

async function started(policy: ScriptedPolicy, reward?: RewardModel): Promise<ReturnType<typeof construct<RewardModel>>> {
  const model = modelOn(policy.asPolicy(), reward);
  await model.start?.();
  return model;
}

describe("reward model oreal-token", () => {
  it("asks the policy for a scalar model with a random head and its own optimizer", async () => {
    const policy = new ScriptedPolicy(SCORES);
    await started(policy);
    expect(policy.asked.map(({ head, name, optimizer }) => [head, name, optimizer.learningRate, optimizer.schedule])).to.deep.equal([
      ["random", "reward-model", 3e-4, "constant"],
    ]);
  });

  it("takes rewards from the reward that it holds, which learns too", async () => {
    const seen: Batch[] = [];
    const nested: RewardModel = {
      reward: () => Promise.resolve({ rewards: Float32Array.of(7), metrics: { outcome: 1 } }),
      learn: (given): Promise<Metrics> => Promise.resolve(seen.push(given)).then(() => ({ nested: 4, loss: 9 })),
    };
    const model = await started(new ScriptedPolicy(SCORES), nested);
    expect(await model.reward(batch)).to.deep.equal({ rewards: Float32Array.of(7), metrics: { outcome: 1 } });
    const metrics = await model.learn?.(batch, at);
    expect(seen).to.deep.equal([batch]);
    expect(metrics).to.include({ nested: 4, gradientNorm: 2, learningRate: 0.5 });
    expect(metrics?.loss).to.be.closeTo((Math.log(1 + Math.exp(-1)) + Math.log(1 + Math.exp(2))) / 2, 1e-6);
  });

  it("learns the cross-entropy of the row's mean score, normalised by the rows of the whole batch", async () => {
    const policy = new ScriptedPolicy(SCORES);
    const model = await started(policy);
    await model.learn?.(batch, at);
    const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
    const slopes = [sigmoid(1) - 1, sigmoid(2)].flatMap((slope) => [slope / 4, slope / 4]);
    policy.learnt[0].gradients.scores?.forEach((value, place) => expect(value).to.be.closeTo(slopes[place], 1e-6));
    expect(policy.steps).to.deep.equal([at]);
  });

  it("reports its accuracy and the share of tokens with a weight above 0", async () => {
    const model = await started(new ScriptedPolicy(SCORES));
    expect(await model.learn?.(batch, at))
      .to.include({ accuracy: 0.5 })
      .and.not.have.property("weightedTokens");
    expect([...((await model.weights?.(batch)) ?? [])].filter((weight) => weight > 0)).to.have.length(1);
    expect(await model.learn?.(batch, at)).to.include({ weightedTokens: 0.25 });
    await model.weights?.({ ...batch, action: Uint8Array.of(0, 1, 0, 1), actionTokens: 2 });
    expect(await model.learn?.(batch, at)).to.include({ weightedTokens: 0.5 });
  });

  it("is finite for any score", async () => {
    const policy = new ScriptedPolicy(Float32Array.of(-1e4, -1e4, 1e4, 1e4));
    expect((await (await started(policy)).learn?.(batch, at))?.loss).to.be.closeTo(1e4, 1);
  });

  it("keeps and gives back the scalar model's state, and frees it", async () => {
    const policy = new ScriptedPolicy(SCORES);
    const model = await started(policy);
    const snapshot = await model.snapshot?.();
    expect(snapshot).to.deep.equal({ json: "scalar model" });
    await model.restore?.(snapshot ?? {});
    await model.dispose?.();
    expect([policy.restored, policy.disposed]).to.deep.equal([[snapshot], 1]);
  });

  it("says what to do when the policy has no scalar model", async () => {
    const model = modelOn({} as Policy);
    let failure: unknown;
    await model.start?.().catch((error: unknown) => (failure = error));
    expect(failure).to.be.instanceOf(UserError).and.include({ code: "CAPABILITY_UNMET" });
    await model.snapshot?.().catch((error: unknown) => (failure = error));
    expect(failure).to.be.instanceOf(RangeError);
  });
});
