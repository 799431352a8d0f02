import * as tf from "@tensorflow/tfjs";
import { compiles } from "./compiled.js";

/**
 * What a policy pads lengths to a multiple of. On a backend that records a function for each set of shapes few shapes are worth some padding, and
 * numbers of rows are then powers of two or three times one as well; on all others it is 1, and any number of rows will do.
 */
export function shapeStride(): number {
  return compiles(tf.backend()) ? 8 : 1;
}
