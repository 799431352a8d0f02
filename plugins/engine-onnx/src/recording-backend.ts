import type * as tf from "@tensorflow/tfjs";
import type { OperationKinds } from "./operation-kinds.js";
import type { Operation, OperationKind } from "./operation.js";
import type { Shape } from "./shape.js";
import type { Value } from "./value.js";

/** A backend that records operations, as it is used to record a whole function. */
export interface RecordingBackend extends tf.KernelBackend {
  readonly kinds: OperationKinds;
  /** Appends an operation to those that wait. */
  append(kind: OperationKind, inputs: readonly Value[], shapes: readonly Shape[]): Value[];
  /** A tensor without numbers: it stands for others while a function is recorded. */
  placeholder(shape: Shape, dtype: tf.DataType): tf.Tensor;
  /** A value without numbers that holds others until it is disposed. */
  bundle(companions: readonly Value[]): Value;
  /** The operations that a function records, apart from those that wait. None of them is computed; what they read is kept for good. */
  recorded(run: () => void): readonly Operation[];
  /** The value behind a dataId of TensorFlow.js; brings it over from another backend. */
  value(dataId: object): Value;
}
