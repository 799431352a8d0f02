import * as tf from "@tensorflow/tfjs";
import type { TensorFunction } from "@lode/core";
import type { RecordingBackend } from "./recording-backend.js";
import type { Operation, OperationKind } from "./operation.js";
import type { Shape } from "./shape.js";
import { segment } from "./segment.js";
import type { Value } from "./value.js";

interface Placed {
  readonly value: Value;
  readonly shape: Shape;
}

interface Recorded {
  /** Stand for the inputs. */
  readonly places: readonly Placed[];
  readonly operations: readonly Operation[];
}

/** A function as one kind of operation. */
export function recordOutputs(backend: RecordingBackend, run: TensorFunction, inputs: readonly tf.Tensor[], growing: OperationKind["growing"]): OperationKind {
  let outputs: readonly Placed[] = [];
  const { places, operations } = record(backend, inputs, (tensors) => {
    outputs = run(...tensors).map((tensor) => placed(backend, tensor));
  });
  return backend.kinds.create(segment({ inputs: places, operations: needed(operations, outputs), outputs, growing }));
}

/** A function on a gradient tape: its outputs as one tensor, and the gradient with respect to its inputs of float32. */
export interface RecordedGradient {
  /** How many tensors the function gives; several lie in one, along a new first axis. */
  readonly outputs: number;
  /** Gives the outputs, and then all that `backward` needs besides. */
  readonly forward: OperationKind;
  /** Reads the inputs, what `forward` gave after the outputs, and the gradient of the outputs. */
  readonly backward: OperationKind;
  /** Inputs whose gradients `backward` gives, in that order. */
  readonly differentiated: readonly number[];
}

/** Throws a RangeError when outputs differ in shape, since one gradient must fit them all. */
export function recordGradient(backend: RecordingBackend, run: TensorFunction, inputs: readonly tf.Tensor[]): RecordedGradient {
  let count = 0;
  let outputs: readonly Placed[] = [];
  let gradients: readonly (Placed | undefined)[] = [];
  let dy: Placed | undefined;
  const floats = inputs.flatMap(({ dtype }, place) => (dtype === "float32" ? [place] : []));
  const { places, operations } = record(backend, inputs, (tensors) => {
    const shapes = run(...tensors).map(({ shape }) => shape);
    count = shapes.length;
    if (shapes.some((shape) => shape.join() !== shapes[0].join())) throw new RangeError("a compiled function with outputs of several shapes has no gradient");
    const gradientOfOutputs = backend.placeholder(count === 1 ? shapes[0] : [count, ...shapes[0]], "float32");
    dy = placed(backend, gradientOfOutputs);
    const result = tf.engine().gradients(
      () => joined(run(...tensors)),
      floats.map((place) => tensors[place]),
      gradientOfOutputs,
      true,
    );
    outputs = [placed(backend, result.value)];
    gradients = result.grads.map((gradient) => (gradient as tf.Tensor | undefined) && placed(backend, gradient));
  });
  const there = gradients.flatMap((gradient, place) => (gradient === undefined ? [] : [{ gradient, place: floats[place] }]));
  const first = needed(operations, outputs);
  const second = needed(
    operations,
    there.map(({ gradient }) => gradient),
  ).filter((operation) => !first.includes(operation));
  const residuals = readFrom(second, first);
  return {
    outputs: count,
    forward: backend.kinds.create(segment({ inputs: places, operations: first, outputs: [...outputs, ...residuals], growing: [] })),
    backward: backend.kinds.create(
      segment({ inputs: [...places, ...residuals, dy as unknown as Placed], operations: second, outputs: there.map(({ gradient }) => gradient), growing: [] }),
    ),
    differentiated: there.map(({ place }) => place),
  };
}

/** Runs `body` on stand-ins for the inputs. */
function record(backend: RecordingBackend, inputs: readonly tf.Tensor[], body: (inputs: readonly tf.Tensor[]) => void): Recorded {
  let places: readonly Placed[] = [];
  const operations = offTape(() =>
    backend.recorded(() => {
      tf.tidy(() => {
        const placeholders = inputs.map(({ shape, dtype }) => backend.placeholder(shape, dtype));
        places = placeholders.map((tensor) => placed(backend, tensor));
        body(placeholders);
      });
    }),
  );
  return { places, operations };
}

/** Stand-ins have no place on the caller's gradient tape, which would keep what they save. */
function offTape<Result>(run: () => Result): Result {
  const { state } = tf.engine();
  const { gradientDepth, activeTape } = state;
  Object.assign(state, { gradientDepth: 0, activeTape: null });
  try {
    return run();
  } finally {
    Object.assign(state, { gradientDepth, activeTape });
  }
}

function placed(backend: RecordingBackend, { dataId, shape }: tf.Tensor): Placed {
  return { value: backend.value(dataId), shape };
}

function joined(outputs: readonly tf.Tensor[]): tf.Tensor {
  return outputs.length === 1 ? outputs[0] : tf.stack([...outputs]);
}

/** The operations without which the outputs could not be computed, in order. */
function needed(operations: readonly Operation[], outputs: readonly Placed[]): readonly Operation[] {
  const wanted = new Set(outputs.map(({ value }) => value));
  const kept: Operation[] = [];
  for (const operation of operations.slice().reverse()) {
    if (!operation.outputs.some((output) => wanted.has(output))) continue;
    for (const input of operation.inputs) wanted.add(input);
    kept.push(operation);
  }
  return kept.reverse();
}

/** What `readers` read of what `writers` compute, each once. */
function readFrom(readers: readonly Operation[], writers: readonly Operation[]): readonly Placed[] {
  const written = new Map<Value, Shape>();
  for (const { outputs, kind } of writers) outputs.forEach((value, place) => written.set(value, kind.outputs[place].shape));
  const read = new Set(readers.flatMap(({ inputs }) => inputs).filter((value) => written.has(value)));
  return Array.from(read, (value) => ({ value, shape: written.get(value) as Shape }));
}
