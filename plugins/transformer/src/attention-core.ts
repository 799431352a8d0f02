import * as tf from "@tensorflow/tfjs";

/**
 * softmax(Q·Kᵀ + mask) · V with its gradient written out, for N heads at once:
 *
 *     P = softmax(Q·Kᵀ + mask),  O = P·V
 *     dV = Pᵀ·dO,  dP = dO·Vᵀ,  dS = P∘(dP - rowsum(dP∘P)),  dQ = dS·K,  dK = dSᵀ·Q
 *
 * Q is [N, S, w], K and V are [N, t, w]. The mask is [M, R, t] with M a divisor of N and R one of S, and is repeated along both axes: what is
 * added to the scores of query s of head n are the numbers (n mod M, s mod R). The scale of the scores is in Q and K already.
 */
export function attentionCore(queries: tf.Tensor3D, keys: tf.Tensor3D, values: tf.Tensor3D, mask: tf.Tensor3D): tf.Tensor3D {
  const attend = tf.customGrad((...inputs) => {
    const [q, k, v, save] = inputs as unknown as [tf.Tensor3D, tf.Tensor3D, tf.Tensor3D, tf.GradSaveFunc];
    const shares = tf.softmax(masked(tf.matMul(q, k, false, true), mask));
    save([q, k, v, shares]);
    return { value: tf.matMul(shares, v), gradFunc: attentionGradient };
  });
  return attend(queries, keys, values) as tf.Tensor3D;
}

function masked(scores: tf.Tensor3D, mask: tf.Tensor3D): tf.Tensor3D {
  const [heads, queries, seen] = scores.shape;
  const [rows, columns] = mask.shape;
  return scores
    .reshape([heads / rows, rows, queries / columns, columns, seen])
    .add(mask.reshape([1, rows, 1, columns, seen]))
    .reshape(scores.shape);
}

function attentionGradient(dy: tf.Tensor, saved: tf.Tensor[]): tf.Tensor[] {
  const [queries, keys, values, shares] = saved;
  const dShares = tf.matMul(dy, values, false, true).mul(shares);
  const dScores = dShares.sub(shares.mul(dShares.sum(2, true)));
  return [tf.matMul(dScores, keys), tf.matMul(dScores, queries, true), tf.matMul(shares, dy, true)];
}
