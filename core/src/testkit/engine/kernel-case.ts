import type * as tf from "@tensorflow/tfjs";

/** Numbers of an input by their place, row by row. */
export type Numbers = readonly number[];

export interface KernelInput {
  readonly shape: readonly number[];
  /** "positive" numbers lie above 0.3, others on both sides of 0; all are a little apart from one another and from 0, where functions have corners. */
  readonly kind?: "positive";
}

/** An operation of TensorFlow.js, and the same on plain arrays in float64. All inputs are float32. */
export interface KernelCase {
  readonly inputs: readonly KernelInput[];
  readonly compute: (...inputs: tf.Tensor[]) => tf.Tensor;
  readonly reference: (...inputs: Numbers[]) => Numbers;
}

/** Cases by the operation's name. */
export type KernelCases = Readonly<Record<string, KernelCase>>;
