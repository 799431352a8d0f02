import * as tf from "@tensorflow/tfjs";

/**
 * Log-probabilities of taken tokens, [N], from logits z, [N, V], with their gradient written out:
 *
 *     log p_n = z[n, token_n] - log Σ_v exp z[n, v]
 *     dz = dy · (onehot(token) - softmax(z))
 */
export function tokenLogprobs(logits: tf.Tensor2D, tokens: tf.Tensor1D): tf.Tensor1D {
  const logprobs = tf.customGrad((...inputs) => {
    const [z, save] = inputs as unknown as [tf.Tensor2D, tf.GradSaveFunc];
    const [rows, vocabulary] = z.shape;
    const shifted = z.sub<tf.Tensor2D>(z.max(1, true));
    const weights = shifted.exp();
    const totals = weights.sum<tf.Tensor2D>(1, true);
    const firstOfRow = tf.tensor1d(
      Int32Array.from({ length: rows }, (_, row) => row * vocabulary),
      "int32",
    );
    const taken = tf.gather(shifted.reshape<tf.Tensor1D>([-1]), tokens.add<tf.Tensor1D>(firstOfRow));
    save([weights, totals, tokens]);
    return { value: taken.sub(totals.log().reshape([-1])), gradFunc: logprobsGradient };
  });
  return logprobs(logits) as tf.Tensor1D;
}

function logprobsGradient(dy: tf.Tensor, saved: tf.Tensor[]): tf.Tensor {
  const [weights, totals, tokens] = saved as [tf.Tensor2D, tf.Tensor2D, tf.Tensor1D];
  const column = dy.reshape<tf.Tensor2D>(totals.shape);
  return tf
    .oneHot(tokens, weights.shape[1], 1, 0, "float32")
    .mul(column)
    .sub(weights.mul(column.div(totals)));
}
