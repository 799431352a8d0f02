import { adamw, adamwRates, type Moments } from "@lode/transformer";
import * as tf from "@tensorflow/tfjs";
import { expect } from "chai";

/** Three steps worked out in the order of the paper, in float64, one number at a time. */
function byHand(weights: number[], gradients: readonly (readonly number[])[], decays: readonly number[]): number[] {
  const [m, v] = [weights.map(() => 0), weights.map(() => 0)];
  gradients.forEach((gradient, index) => {
    gradient.forEach((g, place) => {
      m[place] = 0.9 * m[place] + 0.1 * g;
      v[place] = 0.98 * v[place] + 0.02 * g * g;
      const [mean, square] = [m[place] / (1 - 0.9 ** (index + 1)), v[place] / (1 - 0.98 ** (index + 1))];
      weights[place] -= 0.05 * (mean / (Math.sqrt(square) + 1e-3) + 0.1 * decays[place] * weights[place]);
    });
  });
  return weights;
}

async function steps(weights: number[], gradients: readonly (readonly number[])[], decays: readonly number[]): Promise<number[]> {
  const options = { weightDecay: 0.1, beta1: 0.9, beta2: 0.98, epsilon: 1e-3 };
  const result = tf.tidy(() => {
    let now = tf.tensor1d(weights);
    let moments: Moments = { first: tf.zerosLike(now), second: tf.zerosLike(now) };
    gradients.forEach((gradient, index) => {
      ({ weights: now, moments } = adamw({
        weights: now,
        gradient: tf.tensor1d([...gradient]),
        moments,
        decays: tf.tensor1d([...decays]),
        rates: tf.tensor1d(adamwRates(0.05, index + 1, options)),
        options,
      }));
    });
    return now;
  });
  const numbers = [...(await result.data())];
  result.dispose();
  return numbers;
}

describe("adamw", () => {
  it("steps as the paper says, with bias correction, and lets only some numbers decay", async () => {
    const gradients = [
      [0.1, -2, 0.003, 0],
      [0.4, 1, -0.01, 0],
      [-0.2, 0.5, 0.02, 0],
    ];
    const [weights, decays] = [
      [1, -0.5, 0.25, 2],
      [1, 0, 1, 1],
    ];
    const expected = byHand([...weights], gradients, decays);
    (await steps(weights, gradients, decays)).forEach((weight, place) => expect(weight).to.be.closeTo(expected[place], 1e-6));
  });

  it("moves by the learning rate in the first step, whatever the size of the gradient", async () => {
    const [moved] = await steps([1], [[123]], [0]);
    expect(moved).to.be.closeTo(0.95, 1e-5);
  });
});
