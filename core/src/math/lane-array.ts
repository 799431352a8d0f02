import * as tf from "@tensorflow/tfjs";

/** A stretch of a lane's numbers that a result is written to. */
export interface LaneStretch {
  readonly array: LaneArray;
  readonly from: number;
}

/** Moves `count` numbers from one place of an array to another; places may overlap. */
export interface Move {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/**
 * Numbers that lie where a lane computes, for what grows from step to step and is too much to send: caches of keys and values. Functions that read or
 * write them run in that lane. What is not written yet is arbitrary.
 */
export interface LaneArray {
  /** A tensor over the numbers from `from` on; it sees later changes. */
  tensor(from: number, shape: readonly number[]): tf.Tensor;
  /** `fill` writes numbers into `count` places from `from` on. */
  write(from: number, count: number, fill: (target: Float32Array) => void): void;
  move(moves: readonly Move[]): void;
  dispose(): void;
}

/** A backend of TensorFlow.js with lanes that have memory of their own. */
interface LaneBackend {
  laneArray(lane: number, length: number): LaneArray;
}

/** An array of `length` numbers in a lane, counted from 0. Without lanes it is one of this thread. */
export function laneArray(lane: number, length: number): LaneArray {
  const backend = tf.backend() as object;
  return "laneArray" in backend ? (backend as LaneBackend).laneArray(lane, length) : new OwnArray(new Float32Array(length));
}

/** An array of this thread. */
export class OwnArray implements LaneArray {
  constructor(readonly numbers: Float32Array) {}

  tensor(from: number, shape: readonly number[]): tf.Tensor {
    return tf.tensor(this.numbers.subarray(from, from + tf.util.sizeFromShape([...shape])), [...shape]);
  }

  write(from: number, count: number, fill: (target: Float32Array) => void): void {
    fill(this.numbers.subarray(from, from + count));
  }

  move(moves: readonly Move[]): void {
    for (const { from, to, count } of moves) this.numbers.copyWithin(to, from, from + count);
  }

  dispose(): void {
    // The collector frees it.
  }
}
