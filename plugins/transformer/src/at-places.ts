import * as tf from "@tensorflow/tfjs";

/**
 * Numbers [N] put at places of [B,T], and 0 elsewhere: entry (b, t) is number `places[b, t]`, or 0 if that is N. `origins`, [N], are the reverse,
 * with B·T for a number that is put nowhere, so that the gradient is gathered too.
 */
export function atPlaces(numbers: tf.Tensor1D, places: tf.Tensor2D, origins: tf.Tensor1D): tf.Tensor2D {
  const put = tf.customGrad((...inputs) => {
    const [values, save] = inputs as unknown as [tf.Tensor1D, tf.GradSaveFunc];
    save([origins]);
    return { value: chosen(values, places), gradFunc: (dy: tf.Tensor, [saved]: tf.Tensor[]) => chosen(dy.reshape([-1]), saved) };
  });
  return put(numbers) as tf.Tensor2D;
}

/** The number one beyond the last is 0. */
function chosen(numbers: tf.Tensor1D, places: tf.Tensor): tf.Tensor {
  return tf.gather(tf.concat1d([numbers, tf.zeros([1])]), places as tf.Tensor1D);
}
