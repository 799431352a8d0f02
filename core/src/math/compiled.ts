import * as tf from "@tensorflow/tfjs";

/** A function of tensors; all else that it uses are constants. */
export type TensorFunction = (...inputs: tf.Tensor[]) => tf.Tensor[];

export interface CompileSettings {
  /**
   * Axes whose length may change from call to call without another recording, as `[input, axis]`: caches that grow by a token. No shape of an output
   * and no constant may depend on them.
   */
  readonly growing?: readonly (readonly [input: number, axis: number])[];
}

/** A backend of TensorFlow.js that can record a function once for each set of input shapes and run the record from then on. */
interface CompilingBackend {
  compile(run: TensorFunction, settings: CompileSettings): TensorFunction;
}

/**
 * The same function, run as the present backend runs it best: one that can compile records its operations once for each set of input shapes and
 * types and spares TensorFlow.js's work from then on; on all others this is `run` itself.
 *
 * What `run` does may depend on the shapes of its inputs alone: numbers that change from call to call are inputs, and so are tensors from outside.
 * It is differentiable where `run` is, once, and if its outputs have one shape. Compile once and keep the result: each has records of its own.
 */
export function compiled(run: TensorFunction, settings: CompileSettings = {}): TensorFunction {
  let compiledRun: TensorFunction | undefined;
  return (...inputs) => {
    compiledRun ??= compiles(tf.backend()) ? (tf.backend() as unknown as CompilingBackend).compile(run, settings) : run;
    return compiledRun(...inputs);
  };
}

/** Whether a backend records functions. */
export function compiles(backend: object): boolean {
  return "compile" in backend;
}
