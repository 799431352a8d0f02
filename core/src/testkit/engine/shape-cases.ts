import * as tf from "@tensorflow/tfjs";
import type { KernelCases, KernelInput, Numbers } from "./kernel-case.js";

const FULL: KernelInput = { shape: [3, 4] };
const CUBE: KernelInput = { shape: [2, 3, 2] };

/** Operations that move numbers. */
export const shapeCases: KernelCases = {
  reshape: { inputs: [FULL], compute: (x) => x.reshape([2, 6]).square(), reference: (x) => x.map((value) => value ** 2) },
  transpose: { inputs: [FULL], compute: (x) => x.transpose(), reference: (x) => at(x, [0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11]) },
  "transpose of three axes": { inputs: [CUBE], compute: (x) => x.transpose([1, 0, 2]), reference: (x) => at(x, [0, 1, 6, 7, 2, 3, 8, 9, 4, 5, 10, 11]) },
  slice: { inputs: [FULL], compute: (x) => x.slice([1, 1], [2, 2]), reference: (x) => at(x, [5, 6, 9, 10]) },
  "concat of rows": { inputs: [FULL, FULL], compute: (x, y) => tf.concat([x, y], 0), reference: (x, y) => [...x, ...y] },
  "concat of columns": {
    inputs: [FULL, { shape: [3, 1] }],
    compute: (x, y) => tf.concat([x, y], 1),
    reference: (x, y) => [0, 1, 2].flatMap((row) => [...x.slice(4 * row, 4 * row + 4), y[row]]),
  },
  split: {
    inputs: [FULL],
    compute: (x) => {
      const [left, right] = tf.split(x, [1, 3], 1);
      return left.mul(right);
    },
    reference: (x) => [0, 4, 8].flatMap((begin) => [1, 2, 3].map((column) => x[begin] * x[begin + column])),
  },
  stack: {
    inputs: [FULL, FULL],
    compute: (x, y) => tf.stack([x, y], 1),
    reference: (x, y) => [0, 4, 8].flatMap((row) => [...x.slice(row, row + 4), ...y.slice(row, row + 4)]),
  },
  pad: {
    inputs: [{ shape: [2, 2] }],
    compute: (x) =>
      x.pad([
        [0, 1],
        [2, 0],
      ]),
    reference: (x) => [0, 0, x[0], x[1], 0, 0, x[2], x[3], 0, 0, 0, 0],
  },
  tile: { inputs: [{ shape: [2, 2] }], compute: (x) => x.tile([1, 2]), reference: (x) => at(x, [0, 1, 0, 1, 2, 3, 2, 3]) },
  expandDims: {
    inputs: [FULL, { shape: [2, 1, 4] }],
    compute: (x, y) => x.expandDims(0).mul(y),
    reference: (x, y) => [0, 1].flatMap((own) => x.map((value, place) => value * y[4 * own + (place % 4)])),
  },
  reverse: { inputs: [FULL], compute: (x) => x.reverse(1), reference: (x) => at(x, [3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8]) },
};

function at(x: Numbers, places: readonly number[]): Numbers {
  return places.map((place) => x[place]);
}
