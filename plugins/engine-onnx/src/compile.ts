import * as tf from "@tensorflow/tfjs";
import type { CompileSettings, TensorFunction } from "@lode/core";
import { recordGradient, recordOutputs, type RecordedGradient } from "./record-function.js";
import type { OperationKind } from "./operation.js";
import type { RecordingBackend } from "./recording-backend.js";
import type { Value } from "./value.js";

/**
 * The function, recorded at its first call for each set of input shapes and run from the record at all others: one operation instead of
 * hundreds. On a gradient tape it is two, forward and backward, and what the second needs of the first stays inside the session.
 */
export function compile(backend: RecordingBackend, run: TensorFunction, { growing = [] }: CompileSettings): TensorFunction {
  const plain = new Map<string, OperationKind>();
  const differentiable = new Map<string, RecordedGradient>();
  const openAxes = new Map<number, readonly number[]>();
  for (const [input, axis] of growing) openAxes.set(input, [...(openAxes.get(input) ?? []), axis]);
  return (...inputs) => {
    const key = inputs.map((input, place) => described(input, openAxes.get(place))).join(";");
    if (!isTapeOn()) {
      const kind = found(plain, key, () => recordOutputs(backend, run, inputs, growing));
      return tensors(backend, kind, append(backend, kind, inputs));
    }
    const record = found(differentiable, key, () => recordGradient(backend, run, inputs));
    const joined = onTape(backend, record, inputs);
    return record.outputs === 1 ? [joined] : tf.unstack(joined);
  };
}

function onTape(backend: RecordingBackend, { forward, backward, differentiated }: RecordedGradient, inputs: tf.Tensor[]): tf.Tensor {
  const run = tf.customGrad((...given) => {
    const save = given.pop() as unknown as tf.GradSaveFunc;
    const [value, ...residuals] = append(backend, forward, given as tf.Tensor[]);
    save([...(given as tf.Tensor[]), asTensor(backend, backend.bundle(residuals), [0], "float32")]);
    return {
      value: asTensor(backend, value, forward.outputs[0].shape, "float32"),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        // The tape would not see that these gradients depend on the inputs, and derive them wrongly.
        if (isTapeOn()) throw new RangeError("a compiled function has first derivatives only");
        const read = saved.slice(0, -1);
        const kept = backend.value(saved[saved.length - 1].dataId).companions;
        const values = [...read.map(({ dataId }) => backend.value(dataId)), ...kept, backend.value(dy.dataId)];
        const shapes = [...read.map(({ shape }) => shape), ...forward.outputs.slice(1).map(({ shape }) => shape), dy.shape];
        const gradients = tensors(backend, backward, backend.append(backward, values, shapes));
        return read.map((input, place) => (differentiated.includes(place) ? gradients[differentiated.indexOf(place)] : tf.zeros(input.shape)));
      },
    };
  });
  return run(...inputs);
}

function append(backend: RecordingBackend, kind: OperationKind, inputs: readonly tf.Tensor[]): Value[] {
  return backend.append(
    kind,
    inputs.map(({ dataId }) => backend.value(dataId)),
    inputs.map(({ shape }) => shape),
  );
}

function tensors(backend: RecordingBackend, { outputs }: OperationKind, values: readonly Value[]): tf.Tensor[] {
  return values.map((value, place) => asTensor(backend, value, outputs[place].shape, outputs[place].type));
}

function asTensor(backend: RecordingBackend, dataId: Value, shape: readonly number[], dtype: tf.DataType): tf.Tensor {
  return tf.engine().makeTensorFromTensorInfo({ dataId, shape: [...shape], dtype }, backend);
}

/** Shape and type, but for axes of any length. */
function described({ shape, dtype }: tf.Tensor, open: readonly number[] | undefined): string {
  return dtype + (open === undefined ? shape : shape.map((length, axis) => (open.includes(axis) ? "*" : length))).join();
}

function isTapeOn(): boolean {
  return tf.engine().state.gradientDepth > 0;
}

function found<Entry>(records: Map<string, Entry>, key: string, make: () => Entry): Entry {
  let entry = records.get(key);
  if (entry === undefined) {
    entry = make();
    records.set(key, entry);
  }
  return entry;
}
