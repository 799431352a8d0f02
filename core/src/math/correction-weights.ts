import * as tf from "@tensorflow/tfjs";
import type { Tensor2D } from "@tensorflow/tfjs";

/** Truncated importance sampling between the engine that generated and the trainer's own scoring of the same weights. */
export interface Correction {
  readonly level: "token" | "sequence";
  readonly mode: "truncate" | "mask";
  readonly cap: number;
}

/**
 * w of every token, a constant, [B,T] (or [B,1], for all tokens of a row):
 *
 *     q = exp(log old - log sampler)             of the token, or
 *     q = exp(Σ_t (log old - log sampler))       over the row's action tokens
 *     w = min(q, cap)  "truncate",  or  w = q if q <= cap else 0  "mask"
 *
 * Both columns are 0 where `action` is 0. Truncation: Espeholt et al. 2018 (arXiv 1802.01561).
 */
export function correctionWeights(oldLogprobs: Tensor2D, samplerLogprobs: Tensor2D, { level, mode, cap }: Correction): Tensor2D {
  const difference = oldLogprobs.sub<Tensor2D>(samplerLogprobs);
  const q = (level === "token" ? difference : difference.sum<Tensor2D>(1, true)).exp();
  return mode === "truncate" ? q.minimum(cap) : tf.where<Tensor2D>(q.lessEqual(cap), q, tf.zerosLike(q));
}
