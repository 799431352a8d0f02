import { fusedKernel } from "@lode/core";
import * as tf from "@tensorflow/tfjs";

/** One token of each of B rows with G heads of keys and values, N = B·G, each shared by n query heads of width w. */
export interface CachedAttention {
  /** [N, n, w]; the scale of the scores is in queries and keys already. */
  readonly query: tf.Tensor3D;
  /** The token's own key and value, [N, 1, w]. */
  readonly ownKey: tf.Tensor3D;
  readonly ownValue: tf.Tensor3D;
  /** Those of the t tokens before it, [t, N, w]. */
  readonly keys: tf.Tensor3D;
  readonly values: tf.Tensor3D;
  /** Added to the scores of the tokens before it, [N, 1, t]; undefined where all are seen. */
  readonly mask: tf.Tensor3D | undefined;
}

/** softmax(q·K + mask) · V over the tokens before and the token itself, [N, n, w]. It has no gradient where the engine has a kernel of its own. */
export function cachedAttention({ query, ownKey, ownValue, keys, values, mask }: CachedAttention): tf.Tensor3D {
  const fused = fusedKernel("CachedAttention");
  if (fused !== undefined) return fused({ query, ownKey, ownValue, keys, values, ...(mask && { mask }) })[0] as tf.Tensor3D;
  const byHead = (cached: tf.Tensor3D): tf.Tensor3D => cached.transpose([1, 0, 2]);
  const before: tf.Tensor3D = tf.matMul(query, byHead(keys), false, true);
  const scores = tf.concat3d([mask === undefined ? before : before.add<tf.Tensor3D>(mask), tf.matMul(query, ownKey, false, true)], 2);
  const [shares, ownShare] = tf.split(tf.softmax(scores), [keys.shape[0], 1], 2);
  return tf.matMul(shares, byHead(values)).add(ownShare.mul(ownValue));
}
