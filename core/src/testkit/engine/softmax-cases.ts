import * as tf from "@tensorflow/tfjs";
import type { KernelCases, KernelInput, Numbers } from "./kernel-case.js";
import { rows, sum } from "./reduction-cases.js";

const FULL: KernelInput = { shape: [3, 4] };
/** Logits so large that their exponentials overflow. */
const SHIFT = 500;

/** Distributions of rows, of logits of any size. */
export const softmaxCases: KernelCases = {
  softmax: { inputs: [FULL], compute: (x) => tf.softmax(x), reference: (x) => rows(x).flatMap((row) => logSoftmax(row).map(Math.exp)) },
  logSoftmax: { inputs: [FULL], compute: (x) => tf.logSoftmax(x), reference: (x) => rows(x).flatMap(logSoftmax) },
  "softmax of large logits": {
    inputs: [FULL],
    compute: (x) => tf.softmax(x.add(SHIFT)),
    reference: (x) => rows(x).flatMap((row) => logSoftmax(row).map(Math.exp)),
  },
  "logSoftmax of large logits": { inputs: [FULL], compute: (x) => tf.logSoftmax(x.sub(SHIFT)), reference: (x) => rows(x).flatMap(logSoftmax) },
};

function logSoftmax(row: Numbers): Numbers {
  const normaliser = Math.log(sum(row.map(Math.exp)));
  return row.map((logit) => logit - normaliser);
}
