import * as tf from "@tensorflow/tfjs";

/** The same values as a constant: the stop-gradient of the papers. tfjs has none; this one passes a gradient of zero. */
export function held(values: tf.Tensor2D): tf.Tensor2D {
  return hold(values) as tf.Tensor2D;
}

const hold = tf.customGrad((x) => ({ value: (x as tf.Tensor).clone(), gradFunc: (dy: tf.Tensor) => tf.zerosLike(dy) }));
