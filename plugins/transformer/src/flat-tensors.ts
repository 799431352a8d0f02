import * as tf from "@tensorflow/tfjs";

/** All numbers of the tensors one after another. */
export function flatten(tensors: readonly tf.Tensor[]): tf.Tensor1D {
  return tf.concat1d(tensors.map((tensor) => tensor.reshape<tf.Tensor1D>([-1])));
}

/** The reverse of `flatten`. */
export function unflatten(flat: tf.Tensor1D, shapes: readonly (readonly number[])[]): tf.Tensor[] {
  const sizes = shapes.map((shape) => shape.reduce((product, length) => product * length, 1));
  return tf.split(flat, sizes).map((part, index) => part.reshape([...shapes[index]]));
}
