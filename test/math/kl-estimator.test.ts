import { klEstimate, type KlEstimator } from "@lode/core";
import * as tf from "@tensorflow/tfjs";
import { expect } from "chai";
import { read } from "./tensors.js";

const P = [0.5, 0.3, 0.2];
const REF = [0.2, 0.3, 0.5];
const KL = P.reduce((sum, p, token) => sum + p * Math.log(p / REF[token]), 0);

async function estimates(estimator: KlEstimator): Promise<number[]> {
  return read(() => klEstimate(tf.log(tf.tensor1d(P)), tf.log(tf.tensor1d(REF)), estimator));
}

async function gradient(estimator: KlEstimator, difference: number): Promise<number> {
  const slope = tf.grad((logp) => klEstimate(logp, logp.zerosLike(), estimator));
  return (await read(() => slope(tf.tensor1d([-difference]))))[0];
}

describe("klEstimate", () => {
  for (const estimator of ["k1", "k3"] as const) {
    it(`${estimator} has the divergence as its mean under the policy`, async () => {
      const values = await estimates(estimator);
      expect(values.reduce((sum, value, token) => sum + P[token] * value, 0)).to.be.closeTo(KL, 1e-6);
    });
  }

  it("k1 is signed, k2, k3 and abs are not", async () => {
    const k1 = await estimates("k1");
    expect([k1[0] > 0, k1[1] === 0, k1[2] < 0]).to.deep.equal([true, true, true]);
    for (const estimator of ["k2", "k3", "abs"] as const) expect(Math.min(...(await estimates(estimator)))).to.be.at.least(0);
  });

  it("keeps its digits where the policies hardly differ", async () => {
    for (const d of [1e-4, -1e-4]) {
      const [value] = await read(() => klEstimate(tf.tensor1d([-d]), tf.tensor1d([0]), "k3"));
      expect(value / (d * d)).to.be.closeTo(0.5, 1e-3);
    }
  });

  it("has these derivatives in log p, at d = log ref - log p", async () => {
    for (const d of [-0.7, 0, 0.4]) {
      expect(await gradient("k1", d)).to.equal(1);
      expect(await gradient("k2", d)).to.be.closeTo(-d, 1e-6);
      expect(await gradient("k3", d)).to.be.closeTo(1 - Math.exp(d), 1e-6);
      expect(await gradient("abs", d)).to.be.closeTo(-Math.sign(d), 1e-6);
    }
  });
});
