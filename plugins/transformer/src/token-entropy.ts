import * as tf from "@tensorflow/tfjs";

/**
 * Entropies of the next tokens in nats, [N], from logits z, [N, V], with their gradient written out:
 *
 *     p = softmax(z),  m = Σ_v p_v·z_v,  H = log Σ_v exp z_v - m
 *     dz = dy · p ∘ (m - z)
 */
export function tokenEntropy(logits: tf.Tensor2D): tf.Tensor1D {
  return differentiableEntropy(logits) as tf.Tensor1D;
}

const differentiableEntropy = tf.customGrad((...inputs) => {
  const [z, save] = inputs as unknown as [tf.Tensor2D, tf.GradSaveFunc];
  const shifted = z.sub<tf.Tensor2D>(z.max(1, true));
  const weights = shifted.exp();
  const totals = weights.sum<tf.Tensor2D>(1, true);
  const shares = weights.div<tf.Tensor2D>(totals);
  const mean = shares.mul(shifted).sum<tf.Tensor2D>(1, true);
  save([shares, shifted, mean]);
  return { value: totals.log().sub(mean).reshape([-1]), gradFunc: entropyGradient };
});

function entropyGradient(dy: tf.Tensor, saved: tf.Tensor[]): tf.Tensor {
  const [shares, shifted, mean] = saved;
  return shares.mul(mean.sub(shifted)).mul(dy.reshape(mean.shape));
}
