import * as tf from "@tensorflow/tfjs";
import type { KernelCases, KernelInput, Numbers } from "./kernel-case.js";

const FULL: KernelInput = { shape: [3, 4] };
const POSITIVE: KernelInput = { shape: [3, 4], kind: "positive" };
const ROW: KernelInput = { shape: [1, 4] };
const COLUMN: KernelInput = { shape: [3, 1] };
const SCALAR: KernelInput = { shape: [] };

/** Sums, products and their kin, on equal shapes and on those that are broadcast to [3,4]. */
export const arithmeticCases: KernelCases = {
  add: { inputs: [FULL, ROW], compute: (x, y) => tf.add(x, y), reference: each((x, y) => x + y) },
  sub: { inputs: [COLUMN, FULL], compute: (x, y) => tf.sub(x, y), reference: each((x, y) => x - y) },
  mul: { inputs: [ROW, COLUMN], compute: (x, y) => tf.mul(x, y), reference: each((x, y) => x * y) },
  "mul by a scalar": { inputs: [FULL, SCALAR], compute: (x, y) => tf.mul(x, y), reference: each((x, y) => x * y) },
  div: { inputs: [FULL, POSITIVE], compute: (x, y) => tf.div(x, y), reference: each((x, y) => x / y) },
  neg: { inputs: [FULL], compute: (x) => tf.neg(x), reference: each((x) => -x) },
  maximum: { inputs: [FULL, FULL], compute: (x, y) => tf.maximum(x, y), reference: each(Math.max) },
  minimum: { inputs: [FULL, FULL], compute: (x, y) => tf.minimum(x, y), reference: each(Math.min) },
  pow: { inputs: [POSITIVE, FULL], compute: (x, y) => tf.pow(x, y), reference: each((x, y) => x ** y) },
  squaredDifference: { inputs: [FULL, FULL], compute: (x, y) => tf.squaredDifference(x, y), reference: each((x, y) => (x - y) ** 2) },
  addN: { inputs: [FULL, FULL, FULL], compute: (...terms) => tf.addN(terms), reference: each((x, y, z) => x + y + z) },
};

/** A function of single numbers at each of the 12 places of [3,4]. */
export function each(of: (...numbers: number[]) => number): (...inputs: Numbers[]) => Numbers {
  return (...inputs) => Array.from({ length: 12 }, (_, place) => of(...inputs.map((numbers) => broadcast(numbers, place))));
}

function broadcast(numbers: Numbers, place: number): number {
  const [row, column] = [Math.floor(place / 4), place % 4];
  return numbers[{ 12: place, 4: column, 3: row, 1: 0 }[numbers.length] ?? NaN];
}
