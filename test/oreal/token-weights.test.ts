import { orealToken } from "@lode/oreal";
import type { Batch, RewardModel } from "@lode/core";
import { expect } from "chai";
import fc from "fast-check";
import { construct } from "../golden/construct.js";
import { resolveFragment } from "../golden/resolve-fragment.js";
import { ScriptedPolicy } from "../golden/scripted-policy.js";
import { batchOf } from "../math/tensors.js";

const logit = (p: number): number => Math.log(p / (1 - p));

async function weightsOf(scores: readonly number[], batch: Batch, options: object): Promise<number[]> {
  const model: RewardModel & { start?(): Promise<void> } = construct(
    orealToken,
    new ScriptedPolicy(Float32Array.from(scores)).asPolicy(),
    resolveFragment(orealToken, { ...options }),
  );
  await model.start?.();
  return [...((await model.weights?.(batch)) ?? [])];
}

function expectClose(values: readonly number[], expected: readonly number[]): void {
  expect(values.length).to.equal(expected.length);
  values.forEach((value, place) => expect(value, `${place}`).to.be.closeTo(expected[place], 1e-6));
}

/** Scores whose running mean is logit(p) at each token. */
function scoresFor(confidences: readonly number[]): number[] {
  const means = confidences.map(logit);
  return means.map((mean, t) => mean * (t + 1) - (means[t - 1] ?? 0) * t);
}

describe("token weights", () => {
  const P = [0.9, 0.6, 0.75, 0.2];
  const row = (reward: number): Batch => batchOf([[1, 1, 1, 1]], { rewards: Float32Array.of(reward) });

  it("are the confidence above a threshold, of being right on correct rows and wrong on wrong ones", async () => {
    expectClose(await weightsOf(scoresFor(P), row(1), {}), [0.8, 0.2, 0.5, 0]);
    expectClose(await weightsOf(scoresFor(P), row(-1), {}), [0, 0, 0, 0.6]);
    expectClose(await weightsOf(scoresFor(P), row(0), { threshold: 0 }), [0.1, 0.4, 0.25, 0.8]);
  });

  it("have a threshold of their own on wrong rows where one is given", async () => {
    expectClose(await weightsOf(scoresFor(P), row(1), { threshold: 0, incorrectThreshold: 0.6 }), P);
    expectClose(await weightsOf(scoresFor(P), row(-1), { threshold: 0, incorrectThreshold: 0.6 }), [0, 0, 0, 0.5]);
  });

  it("spread the largest confidences over 0 to 1 with top-k, at least one of them", async () => {
    const topK = { rescale: "top-k" };
    expectClose(await weightsOf(scoresFor(P), row(1), { ...topK, ratio: 0.75 }), [1, 0, 0.5, 0]);
    expectClose(await weightsOf(scoresFor(P), row(1), topK), [1, 0, 0, 0]);
    expectClose(await weightsOf(scoresFor(P), row(1), { ...topK, ratio: 0.01 }), [1, 0, 0, 0]);
    expectClose(await weightsOf(scoresFor(P), row(-1), { ...topK, ratio: 0.25, incorrectRatio: 0.5 }), [0, 0, 0, 1]);
    expectClose(await weightsOf(scoresFor(P), row(-1), { ...topK, ratio: 0.25, incorrectRatio: 1 }), [0, 3 / 7, 1.5 / 7, 1]);
  });

  it("break ties in top-k in favour of the earlier token", async () => {
    expectClose(await weightsOf([0, 0, 0, 0], row(1), { rescale: "top-k", ratio: 0.5 }), [1, 1, 0, 0]);
  });

  it("run over action tokens as if the others were absent, and are 0 there", async () => {
    const holes = batchOf([[0, 1, 0, 1, 1, 1, 0]], { rewards: Float32Array.of(1) });
    const [a, b, c, d] = scoresFor(P);
    expectClose(await weightsOf([50, a, -50, b, c, d, 7], holes, {}), [0, 0.8, 0, 0.2, 0.5, 0, 0]);
  });

  it("lie between 0 and 1 whatever the scores", async () => {
    const scores = fc.array(fc.double({ min: -1000, max: 1000, noNaN: true }), { minLength: 8, maxLength: 8 });
    const modes = fc.constantFrom({ threshold: 0.5 }, { threshold: 0, incorrectThreshold: 0.9 }, { rescale: "top-k", ratio: 0.6 });
    await fc.assert(
      fc.asyncProperty(scores, modes, async (values, options) => {
        const batch = batchOf(
          [
            [1, 1, 1, 1],
            [1, 1, 0, 1],
          ],
          { rewards: Float32Array.of(1, -1) },
        );
        for (const weight of await weightsOf(values, batch, options)) expect(weight).to.be.within(0, 1);
      }),
    );
  });
});
