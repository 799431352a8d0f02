import * as tf from "@tensorflow/tfjs";

/** x · matrixᵀ: [N, inputs] by a matrix that is stored as [outputs, inputs]. */
export function linear(x: tf.Tensor2D, matrix: tf.Tensor): tf.Tensor2D {
  return tf.matMul(x, matrix, false, true);
}
