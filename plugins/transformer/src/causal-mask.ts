import * as tf from "@tensorflow/tfjs";
import { UNSEEN } from "./unseen.js";

/** What S tokens in a row do not see of one another: those after them, [1, 1, S, S]. */
export function causalMask(columns: number): tf.Tensor4D {
  const mask = Float32Array.from({ length: columns * columns }, (_, place) => (place % columns > Math.floor(place / columns) ? UNSEEN : 0));
  return tf.tensor4d(mask, [1, 1, columns, columns]);
}
