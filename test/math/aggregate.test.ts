import { aggregate, aggregationDivisor, type Aggregation } from "@lode/core";
import * as tf from "@tensorflow/tfjs";
import { expect } from "chai";
import { batchOf, read, rowsOf } from "./tensors.js";

const ACTION = [
  [0, 1, 0, 1],
  [1, 1, 1, 0],
  [0, 0, 1, 0],
];
const X = [
  [9, 1, 9, 2],
  [4, 8, 16, 9],
  [9, 9, 32, 9],
];

/** By hand: sums 3, 28 and 32 over 2, 3 and 1 tokens. */
const EXPECTED: readonly (readonly [Aggregation, number])[] = [
  [{ aggregation: "token-mean" }, 63 / 6],
  [{ aggregation: "sequence-mean" }, (3 / 2 + 28 / 3 + 32) / 3],
  [{ aggregation: "sequence-sum" }, 63 / 3],
  [{ aggregation: "fixed-length", maxTokens: 10 }, 63 / 30],
];

describe("aggregate", () => {
  for (const [how, expected] of EXPECTED) {
    it(`is ${how.aggregation} over action tokens`, async () => {
      const divisor = aggregationDivisor(batchOf(ACTION), how);
      const [value] = await read(() => aggregate(tf.tensor2d(X), rowsOf(ACTION), divisor, how));
      expect(value).to.be.closeTo(expected, 1e-5);
    });

    it(`adds up over micro-batches with ${how.aggregation}`, async () => {
      const divisor = aggregationDivisor(batchOf(ACTION), how);
      const part = (rows: readonly number[]): Promise<number[]> =>
        read(() => aggregate(tf.tensor2d(rows.map((row) => X[row])), rowsOf(rows.map((row) => ACTION[row])), divisor, how));
      const [[first], [second]] = [await part([0, 2]), await part([1])];
      expect(first + second).to.be.closeTo(expected, 1e-5);
    });
  }

  it("counts a row without action tokens as 0", async () => {
    const how: Aggregation = { aggregation: "sequence-mean" };
    const empty = [
      [0, 0],
      [1, 1],
    ];
    const [value] = await read(() => aggregate(tf.ones([2, 2]), rowsOf(empty), aggregationDivisor(batchOf(empty), how), how));
    expect(value).to.equal(0.5);
  });
});
