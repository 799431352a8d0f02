import type { OptimizerOptions } from "@lode/core";
import * as tf from "@tensorflow/tfjs";

/** Running means of the gradient and of its square, [parameters], after `steps` steps. */
export interface Moments {
  readonly first: tf.Tensor1D;
  readonly second: tf.Tensor1D;
  readonly steps: number;
}

export interface AdamWStep {
  readonly weights: tf.Tensor1D;
  readonly gradient: tf.Tensor1D;
  readonly moments: Moments;
  /** 1 for numbers that decay (matrices), 0 for the others. */
  readonly decays: tf.Tensor1D;
  readonly learningRate: number;
  readonly options: Pick<OptimizerOptions, "weightDecay" | "beta1" | "beta2" | "epsilon">;
}

/**
 * One step t of AdamW (Loshchilov and Hutter 2019, arXiv 1711.05101) with learning rate η and decay λ, on all parameters in one vector:
 *
 *     m = β1·m + (1-β1)·g,  v = β2·v + (1-β2)·g²
 *     w = w - η·λ·w - η · (m/(1-β1^t)) / (sqrt(v/(1-β2^t)) + ε)
 */
export function adamw({ weights, gradient, moments, decays, learningRate, options }: AdamWStep): { weights: tf.Tensor1D; moments: Moments } {
  const { weightDecay, beta1, beta2, epsilon } = options;
  const steps = moments.steps + 1;
  const first = moments.first.mul<tf.Tensor1D>(beta1).add<tf.Tensor1D>(gradient.mul(1 - beta1));
  const second = moments.second.mul<tf.Tensor1D>(beta2).add<tf.Tensor1D>(gradient.square().mul(1 - beta2));
  const rootOfSecond = second.div(1 - beta2 ** steps).sqrt();
  const change = first.div(rootOfSecond.add(epsilon)).mul(learningRate / (1 - beta1 ** steps));
  const kept = weightDecay === 0 ? weights : weights.sub<tf.Tensor1D>(weights.mul(decays).mul(learningRate * weightDecay));
  return { weights: kept.sub(change), moments: { first, second, steps } };
}
