import * as tf from "@tensorflow/tfjs";
import type { Tensor2D } from "@tensorflow/tfjs";

/** Bounds of the ratio, as distances from 1, and the bound of dual-clip PPO on the ratio itself. */
export interface ClipOptions {
  readonly clipLow: number;
  readonly clipHigh: number;
  readonly dualClip?: number;
}

export interface ClippedSurrogate {
  /** Loss of every token, [B,T]. */
  readonly losses: Tensor2D;
  /** 1 where clipping made the loss larger, [B,T]; before the dual clip. */
  readonly clipped: Tensor2D;
}

/**
 * The clipped surrogate of PPO (Schulman et al. 2017, arXiv 1707.06347), to be minimised:
 *
 *     l = max(-A·r, -A·clip(r, 1 - clipLow, 1 + clipHigh))
 *     l = min(l, -A·dualClip)   where A < 0, if dualClip is given (Ye et al. 2020, arXiv 1912.09729)
 *
 * Ratios r and advantages A are [B,T].
 */
export function clippedSurrogate(ratio: Tensor2D, advantages: Tensor2D, { clipLow, clipHigh, dualClip }: ClipOptions): ClippedSurrogate {
  const gain = advantages.neg();
  const free = gain.mul<Tensor2D>(ratio);
  const bounded = gain.mul<Tensor2D>(ratio.clipByValue(1 - clipLow, 1 + clipHigh));
  const losses = tf.maximum<Tensor2D>(free, bounded);
  const clipped = bounded.greater(free).cast<Tensor2D>("float32");
  if (dualClip === undefined) return { losses, clipped };
  return { losses: tf.where<Tensor2D>(advantages.less(0), tf.minimum<Tensor2D>(losses, gain.mul(dualClip)), losses), clipped };
}
