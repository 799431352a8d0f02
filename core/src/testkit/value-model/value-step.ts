import type { Batch } from "../../contracts/batch.js";
import type { Metrics } from "../../contracts/metrics.js";
import type { ValueModel } from "../../contracts/value-model.js";
import { randomStream } from "../../trainer/random-stream.js";
import { randomBatch } from "../random-batch.js";

/** A random batch as it is when values are asked for: rewarded, but without what is computed from values. */
export function rewardedBatch(seed: number): Batch {
  const { values: _values, advantages: _advantages, returns: _returns, tokenWeights: _weights, ...rewarded } = randomBatch(seed);
  return rewarded;
}

/** The batch as it is when the model learns. Returns are near 1. */
export function learningBatch(batch: Batch, values: Float32Array): Batch {
  const random = randomStream(1).at("returns");
  const returns = Float32Array.from(batch.action, (taken, place) => taken * (1 + 0.2 * random.normal(place)));
  return { ...batch, values, returns, advantages: returns.map((target, place) => target - values[place] * batch.action[place]) };
}

/** A step as the trainer takes it: values, and then learning. */
export async function valueStep(model: ValueModel, step: number): Promise<{ readonly values: Float32Array; readonly learnt: Metrics }> {
  const batch = rewardedBatch(step);
  const values = (await model.values(batch)).slice();
  return { values, learnt: await model.learn(learningBatch(batch, values), { step, of: 6 }) };
}
