import { OwnArray } from "@lode/core";
import * as tf from "@tensorflow/tfjs";
import type { BufferPool } from "../buffer-pool.js";

/** An array of the calling thread, in memory that is used again. */
export class PooledArray extends OwnArray {
  constructor(
    private readonly pool: BufferPool,
    length: number,
    /** Makes a tensor over numbers without copying them. */
    private readonly tensorOver: (numbers: Float32Array, shape: readonly number[]) => tf.Tensor,
  ) {
    super(pool.take("float32", length) as Float32Array);
  }

  override tensor(from: number, shape: readonly number[]): tf.Tensor {
    return this.tensorOver(this.numbers.subarray(from, from + tf.util.sizeFromShape([...shape])), shape);
  }

  override dispose(): void {
    this.pool.give("float32", this.numbers);
  }
}
