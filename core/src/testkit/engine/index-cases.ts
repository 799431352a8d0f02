import * as tf from "@tensorflow/tfjs";
import type { KernelCases } from "./kernel-case.js";

/** A row is taken twice and one not at all: gradients of a row add up. */
const ROWS = [2, 0, 2, 1, 2];

/** Lookups by whole numbers, as of embeddings and of tokens taken. */
export const indexCases: KernelCases = {
  gather: {
    inputs: [{ shape: [4, 3] }],
    compute: (x) => tf.gather(x, tf.tensor1d(ROWS, "int32")),
    reference: (x) => ROWS.flatMap((row) => x.slice(3 * row, 3 * row + 3)),
  },
  "gather of columns": {
    inputs: [{ shape: [3, 4] }],
    compute: (x) => tf.gather(x, tf.tensor1d([3, 0], "int32"), 1),
    reference: (x) => [0, 4, 8].flatMap((begin) => [x[begin + 3], x[begin]]),
  },
  oneHot: {
    inputs: [{ shape: [3, 4] }],
    compute: (x) =>
      tf
        .oneHot(tf.tensor1d([3, 1, 1], "int32"), 4, 1, 0, "float32")
        .mul(x)
        .sum(1),
    reference: (x) => [x[3], x[5], x[9]],
  },
};
