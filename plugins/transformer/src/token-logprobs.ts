import { fusedKernel } from "@lode/core";
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
    const all = logSoftmax(z);
    const firstOfRow = tf.tensor1d(
      Int32Array.from({ length: rows }, (_, row) => row * vocabulary),
      "int32",
    );
    save([all, tokens]);
    return { value: tf.gather(all.reshape<tf.Tensor1D>([-1]), tokens.add<tf.Tensor1D>(firstOfRow)), gradFunc: logprobsGradient };
  });
  return logprobs(logits) as tf.Tensor1D;
}

/** tfjs's own is made of six operations; some engines have one for it. */
function logSoftmax(logits: tf.Tensor2D): tf.Tensor2D {
  const kernel = fusedKernel("LogSoftmax");
  if (kernel !== undefined) return kernel({ logits }, { axis: 1 })[0] as tf.Tensor2D;
  const shifted = logits.sub<tf.Tensor2D>(logits.max(1, true));
  return shifted.sub(shifted.exp().sum(1, true).log());
}

function logprobsGradient(dy: tf.Tensor, saved: tf.Tensor[]): tf.Tensor {
  const [all, tokens] = saved as [tf.Tensor2D, tf.Tensor1D];
  const [rows, vocabulary] = all.shape;
  return tf
    .oneHot(tokens, vocabulary, 1, 0, "float32")
    .sub(all.exp())
    .mul(dy.reshape([rows, 1]));
}
