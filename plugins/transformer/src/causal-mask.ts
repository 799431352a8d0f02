import * as tf from "@tensorflow/tfjs";
import { UNSEEN } from "./unseen.js";

/** What S tokens in a row that follow `before` others do not see of those and of one another: the tokens after them, [1, S, before + S]. */
export function causalMask(columns: number, before = 0): tf.Tensor3D {
  const seen = before + columns;
  const mask = Float32Array.from({ length: columns * seen }, (_, place) => (place % seen > before + Math.floor(place / seen) ? UNSEEN : 0));
  return tf.tensor3d(mask, [1, columns, seen]);
}
