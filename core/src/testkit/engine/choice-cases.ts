import * as tf from "@tensorflow/tfjs";
import { each } from "./arithmetic-cases.js";
import type { KernelCases, KernelInput, Numbers } from "./kernel-case.js";

const FULL: KernelInput = { shape: [3, 4] };

/** What is compared: constants, since tfjs has no gradient for comparisons. Some numbers are equal. */
const A = [1, -2, 0, 3, 0.5, -1, 2, 2, -3, 4, 0, 1];
const B = [0, -1, 0, 3, 1.5, -2, 2, -2, -3, 5, 1, 0];

/** Choices by comparison, and the gradient of what is chosen. */
export const choiceCases: KernelCases = {
  where: {
    inputs: [FULL, FULL],
    compute: (x, y) => tf.where(constant(A).greater(constant(B)), x.square(), y.mul(3)),
    reference: (x, y) => A.map((a, place) => (a > B[place] ? x[place] ** 2 : 3 * y[place])),
  },
  clipByValue: {
    inputs: [FULL],
    compute: (x) => tf.clipByValue(x, -0.4, 0.4),
    reference: each((x) => Math.min(0.4, Math.max(-0.4, x))),
  },
  "comparisons as numbers": {
    inputs: [FULL],
    compute: (x) => {
      const [a, b] = [constant(A), constant(B)];
      const masks = [a.greater(b), a.greaterEqual(b), a.less(b), a.lessEqual(b), a.equal(b), a.notEqual(b)];
      return tf.addN(masks.map((mask, place) => mask.toFloat().mul(2 ** place))).mul(x);
    },
    // Bits: > is 1, >= 2, < 4, <= 8, = 16, the other 32.
    reference: (x) => A.map((a, place) => x[place] * (a > B[place] ? 35 : a < B[place] ? 44 : 26)),
  },
  "logic of comparisons": {
    inputs: [FULL],
    compute: (x) => {
      const [positive, larger] = [constant(A).greater(0), constant(A).greater(constant(B))];
      return positive.logicalAnd(larger).logicalOr(positive.logicalNot().logicalAnd(larger.logicalNot())).toFloat().mul(x);
    },
    reference: (x) => A.map((a, place) => (a > 0 === a > B[place] ? x[place] : 0)),
  },
};

function constant(numbers: Numbers): tf.Tensor {
  return tf.tensor([...numbers], [3, 4], "float32");
}
