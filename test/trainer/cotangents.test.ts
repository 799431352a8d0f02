import {
  cotangents,
  tensorOutputs,
  type Batch,
  type Loss,
  type LossValue,
  type OutputName,
  type Outputs,
  type TensorBatch,
  type TensorOutputs,
} from "@lode/core";
import * as tf from "@tensorflow/tfjs";
import { expect } from "chai";
import { rejection } from "../sampling/rejection.js";

const [ROWS, LENGTH] = [2, 3];
const batch = {
  ...{ rows: ROWS, length: LENGTH, action: Uint8Array.of(0, 1, 1, 1, 1, 0), temperature: 1, rollouts: [], verdicts: [] },
  advantages: Float32Array.of(9, 1, -2, 0.5, 3, 9),
} as unknown as Batch;
const outputs: Outputs = { logprobs: Float32Array.of(0, -0.5, -1, -2, -0.25, 0), entropy: Float32Array.of(0, 1, 0.5, 0.25, 2, 0) };

/** Σ action·(exp(log p - held)·A + A·entropy²·log p): curved in both outputs, with a stop-gradient. */
const curved: Loss = {
  wants: ["logprobs", "entropy"],
  needs: ["advantages"],
  compute: ({ logprobs, entropy, held }: TensorOutputs, { advantages, action }: TensorBatch): LossValue => {
    const ratio = logprobs.sub(held.logprobs).exp().mul(advantages);
    const loss = ratio.add(entropy.square().mul(logprobs).mul(advantages)).mul(action).sum<tf.Scalar>();
    return { loss, metrics: { tokens: action.sum(), twice: loss.mul(2) } };
  },
};

/** The same by hand: what `curved` is where log p has moved away from its held value. */
function value(at: Outputs): number {
  const terms = Array.from(batch.action, (action, place) => {
    const [logprob, entropy, advantage] = [at.logprobs?.[place] ?? NaN, at.entropy?.[place] ?? NaN, batch.advantages?.[place] ?? NaN];
    return action * advantage * (Math.exp(logprob - (outputs.logprobs?.[place] ?? NaN)) + entropy ** 2 * logprob);
  });
  return terms.reduce((sum, term) => sum + term, 0);
}

function differences(name: "logprobs" | "entropy"): readonly number[] {
  const moved = (place: number, step: number): number =>
    value({ ...outputs, [name]: Float64Array.from(outputs[name] ?? [], (x, at) => (at === place ? x + step : x)) });
  return Array.from({ length: ROWS * LENGTH }, (_, place) => (moved(place, 1e-5) - moved(place, -1e-5)) / 2e-5);
}

describe("cotangents", () => {
  it("gives loss, metrics and the derivative in every output, as finite differences have them", async () => {
    const { loss, metrics, gradients } = await cotangents(curved, outputs, batch);
    expect(loss).to.be.closeTo(value(outputs), 1e-5);
    expect(metrics.tokens).to.equal(4);
    expect(metrics.twice).to.be.closeTo(2 * value(outputs), 1e-5);
    for (const name of ["logprobs", "entropy"] as const) {
      const expected = differences(name);
      expect(gradients[name]).to.have.length(expected.length);
      gradients[name]?.forEach((gradient, place) => expect(gradient).to.be.closeTo(expected[place], 1e-4));
    }
  });

  it("leaves no tensor behind, nor where an output or a column is missing", async () => {
    const before = tf.memory().numTensors;
    await cotangents(curved, outputs, batch);
    expect(tf.memory().numTensors).to.equal(before);
    expect(await rejection(cotangents({ ...curved, needs: ["returns"] }, outputs, batch))).to.be.instanceOf(RangeError);
    expect(await rejection(cotangents(curved, { logprobs: outputs.logprobs }, batch))).to.be.instanceOf(RangeError);
    expect(tf.memory().numTensors).to.equal(before);
  });

  it("keeps a metric that is the loss itself", async () => {
    const same: Loss = {
      ...curved,
      compute: (given, columns) => {
        const { loss } = curved.compute(given, columns);
        return { loss, metrics: { same: loss } };
      },
    };
    const { loss, metrics } = await cotangents(same, outputs, batch);
    expect(metrics.same).to.equal(loss);
  });

  it("hands accepted columns over where they are", async () => {
    const seen: boolean[] = [];
    const accepting: Loss = {
      ...curved,
      accepts: ["tokenWeights"],
      compute: (given, columns) => {
        seen.push("tokenWeights" in columns);
        return curved.compute(given, columns);
      },
    };
    await cotangents(accepting, outputs, batch);
    await cotangents(accepting, outputs, { ...batch, tokenWeights: new Float32Array(6) });
    expect(seen).to.deep.equal([false, true]);
  });
});

describe("tensorOutputs", () => {
  it("pairs names with tensors, and held values apart", () => {
    tf.tidy(() => {
      const names: readonly OutputName[] = ["entropy", "logprobs"];
      const tensors = [1, 2, 3, 4].map((number) => tf.tensor2d([[number]]));
      const { entropy, logprobs, held } = tensorOutputs(names, tensors.slice(0, 2), tensors.slice(2));
      expect([entropy, logprobs, held.entropy, held.logprobs]).to.have.ordered.members(tensors);
    });
  });

  it("gives 0 for an output that the loss asks for and does not use", async () => {
    const unused: Loss = { ...curved, compute: ({ logprobs }: TensorOutputs): LossValue => ({ loss: logprobs.sum(), metrics: {} }) };
    const { gradients } = await cotangents(unused, outputs, batch);
    expect([...(gradients.logprobs ?? [])]).to.deep.equal([1, 1, 1, 1, 1, 1]);
    expect([...(gradients.entropy ?? [])]).to.deep.equal([0, 0, 0, 0, 0, 0]);
  });
});
