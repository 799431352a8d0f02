import * as tf from "@tensorflow/tfjs";
import type { Loss, TensorOutputs } from "@lode/core";
import { expect } from "chai";
import { core } from "./core.js";

const { oldIsPresent } = core("trainer/old-is-present");

/** The clipped loss of PPO's kind, whose gradient at ratio 1 is that of A·log p. */
const loss: Loss = {
  wants: ["logprobs"],
  needs: ["advantages", "oldLogprobs"],
  compute: ({ logprobs }, { advantages, oldLogprobs }) => ({ loss: logprobs.sub(oldLogprobs).exp().mul(advantages).sum<tf.Scalar>().neg(), metrics: {} }),
};

describe("oldIsPresent", () => {
  it("needs no column of old log-probabilities", () => {
    expect(oldIsPresent(loss).needs).to.deep.equal(["advantages"]);
    expect(oldIsPresent({ ...loss, accepts: ["oldLogprobs", "values"] }).accepts).to.deep.equal(["values"]);
  });

  it("takes them for the present ones, held: ratios are 1, and the gradient is that of the log-probabilities", () => {
    const gradient = tf.tidy(() => {
      const differentiate = tf.grad((logprobs) => {
        const outputs = { logprobs, held: { logprobs: tf.tensor2d([[-1, -0.5]]) } } as unknown as TensorOutputs;
        return oldIsPresent(loss).compute(outputs, { advantages: tf.tensor2d([[2, -3]]) } as never).loss;
      });
      return Array.from(differentiate(tf.tensor2d([[-1, -0.5]])).dataSync());
    });
    expect(gradient).to.deep.equal([-2, 3]);
  });
});
