import type { LaneArray, Move } from "@lode/core";
import type * as tf from "@tensorflow/tfjs";
import type { Lane } from "./lane.js";

/** Makes a tensor over numbers of an array. */
export type TensorOver = (array: ArrayInLane, from: number, shape: readonly number[]) => tf.Tensor;

interface Place {
  /** From 1; 0 is the calling thread. */
  readonly lane: number;
  readonly number: number;
  readonly thread: Lane;
  readonly tensorOver: TensorOver;
}

/** An array that another thread holds. */
export class ArrayInLane implements LaneArray {
  constructor(
    private readonly place: Place,
    length: number,
  ) {
    place.thread.ask({ array: place.number, length });
  }

  get lane(): number {
    return this.place.lane;
  }

  get number(): number {
    return this.place.number;
  }

  tensor(from: number, shape: readonly number[]): tf.Tensor {
    return this.place.tensorOver(this, from, shape);
  }

  write(from: number, count: number, fill: (target: Float32Array) => void): void {
    const numbers = new Float32Array(count);
    fill(numbers);
    this.place.thread.ask({ array: this.number, from, numbers });
  }

  move(moves: readonly Move[]): void {
    this.place.thread.ask({ array: this.number, moves });
  }

  dispose(): void {
    this.place.thread.ask({ array: this.number, forget: true });
  }
}
