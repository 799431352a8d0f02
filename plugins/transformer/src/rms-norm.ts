import { fusedKernel } from "@lode/core";
import * as tf from "@tensorflow/tfjs";

const EPSILON = 1e-6;

/**
 * RMSNorm (Zhang and Sennrich 2019, arXiv 1910.07467) of each row, with its gradient written out:
 *
 *     s = 1 / sqrt(mean(x²) + 1e-6),  y = g · x · s
 *     dx = s · (g·dy - x · s² · mean(g·dy·x)),  dg = Σ over rows of s · dy·x
 *
 * x is [N, width], g is [width], s is [N, 1]. Both sums of dy·x are matrix products: they read it once and write little.
 */
export function rmsNorm(x: tf.Tensor2D, gain: tf.Tensor1D): tf.Tensor2D {
  return differentiableRmsNorm(x, gain) as tf.Tensor2D;
}

const differentiableRmsNorm = tf.customGrad((...inputs) => {
  const [x, gain, save] = inputs as unknown as [tf.Tensor2D, tf.Tensor1D, tf.GradSaveFunc];
  const [value, scale] = normalised(x, gain);
  save([x, gain, scale]);
  return { value, gradFunc: rmsNormGradient };
});

/** y and s. */
function normalised(x: tf.Tensor2D, gain: tf.Tensor1D): tf.Tensor[] {
  const fused = fusedKernel("RmsNorm");
  if (fused !== undefined) return fused({ x, gain }, { epsilon: EPSILON });
  const scale = x.square().mean(1, true).add(EPSILON).rsqrt();
  return [x.mul(scale).mul(gain), scale];
}

function rmsNormGradient(dy: tf.Tensor, saved: tf.Tensor[]): tf.Tensor[] {
  const [x, gain, scale] = saved as [tf.Tensor2D, tf.Tensor1D, tf.Tensor2D];
  const width = gain.size;
  const along = dy.mul<tf.Tensor2D>(x);
  const mean = tf.matMul(along, gain.mul(1 / width).reshape<tf.Tensor2D>([width, 1]));
  const dx = dy
    .mul(gain)
    .sub(x.mul(mean.mul(scale.square())))
    .mul(scale);
  return [dx, tf.matMul(scale, along, true).reshape([width])];
}
