import type { OptimizerOptions } from "@lode/core";
import type * as tf from "@tensorflow/tfjs";

/** Running means of the gradient and of its square, [parameters]. */
export interface Moments {
  readonly first: tf.Tensor1D;
  readonly second: tf.Tensor1D;
}

export interface AdamWStep {
  readonly weights: tf.Tensor1D;
  readonly gradient: tf.Tensor1D;
  readonly moments: Moments;
  /** 1 for numbers that decay (matrices), 0 for the others. */
  readonly decays: tf.Tensor1D;
  /** What `adamwRates` gives, as a tensor: it changes from step to step. */
  readonly rates: tf.Tensor1D;
  readonly options: AdamWOptions;
}

type AdamWOptions = Pick<OptimizerOptions, "weightDecay" | "beta1" | "beta2" | "epsilon">;

/**
 * One step t of AdamW (Loshchilov and Hutter 2019, arXiv 1711.05101) with learning rate η and decay λ, on all parameters in one vector:
 *
 *     m = β1·m + (1-β1)·g,  v = β2·v + (1-β2)·g²
 *     w = w - η·λ·w - η · (m/(1-β1^t)) / (sqrt(v/(1-β2^t)) + ε)
 */
export function adamw({ weights, gradient, moments, decays, rates, options }: AdamWStep): { weights: tf.Tensor1D; moments: Moments } {
  const { weightDecay, beta1, beta2, epsilon } = options;
  const [rate, correctedRate, correction] = [0, 1, 2].map((place) => rates.slice(place, 1));
  const first = moments.first.mul<tf.Tensor1D>(beta1).add<tf.Tensor1D>(gradient.mul(1 - beta1));
  const second = moments.second.mul<tf.Tensor1D>(beta2).add<tf.Tensor1D>(gradient.square().mul(1 - beta2));
  const change = first.div(second.mul(correction).sqrt().add(epsilon)).mul(correctedRate);
  const kept = weightDecay === 0 ? weights : weights.sub<tf.Tensor1D>(weights.mul(decays).mul(rate.mul(weightDecay)));
  return { weights: kept.sub(change), moments: { first, second } };
}

/** Of step t, from 1: η, η/(1-β1^t), 1/(1-β2^t). */
export function adamwRates(learningRate: number, step: number, { beta1, beta2 }: AdamWOptions): number[] {
  return [learningRate, learningRate / (1 - beta1 ** step), 1 / (1 - beta2 ** step)];
}
