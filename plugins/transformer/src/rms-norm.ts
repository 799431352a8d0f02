import * as tf from "@tensorflow/tfjs";

const EPSILON = 1e-6;

/**
 * RMSNorm (Zhang and Sennrich 2019, arXiv 1910.07467) of each row, with its gradient written out:
 *
 *     n = x / sqrt(mean(x²) + 1e-6),  y = g · n
 *     dx = (g·dy - n · mean(g·dy·n)) / sqrt(mean(x²) + 1e-6),  dg = Σ over rows of dy·n
 *
 * x is [N, width], g is [width].
 */
export function rmsNorm(x: tf.Tensor2D, gain: tf.Tensor1D): tf.Tensor2D {
  return differentiableRmsNorm(x, gain) as tf.Tensor2D;
}

const differentiableRmsNorm = tf.customGrad((...inputs) => {
  const [x, gain, save] = inputs as unknown as [tf.Tensor2D, tf.Tensor1D, tf.GradSaveFunc];
  const scale = x.square().mean(1, true).add(EPSILON).rsqrt();
  const normal = x.mul(scale);
  save([gain, scale, normal]);
  return { value: normal.mul(gain), gradFunc: rmsNormGradient };
});

function rmsNormGradient(dy: tf.Tensor, saved: tf.Tensor[]): tf.Tensor[] {
  const [gain, scale, normal] = saved as [tf.Tensor1D, tf.Tensor2D, tf.Tensor2D];
  const dNormal = dy.mul(gain);
  const along = dNormal.mul(normal).mean(1, true);
  return [dNormal.sub(normal.mul(along)).mul(scale), dy.mul(normal).sum(0)];
}
