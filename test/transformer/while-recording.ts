import type { CompileSettings, TensorFunction } from "@lode/core";
import * as tf from "@tensorflow/tfjs";

/** Shapes of the inputs of one call of a compiled function; * stands where an axis may grow. */
export type Call = readonly string[];

/** Runs `work` as on a backend that records functions, and lists the calls of each function. Policies must be made inside. */
export async function whileRecording(work: () => Promise<void>): Promise<readonly (readonly Call[])[]> {
  const functions: Call[][] = [];
  const backend = tf.backend() as { compile?: (run: TensorFunction, settings: CompileSettings) => TensorFunction };
  backend.compile = (run, { growing = [] }) => {
    const calls: Call[] = [];
    functions.push(calls);
    const described = (shape: readonly number[], input: number): string =>
      shape.map((length, axis) => (growing.some(([grown, along]) => grown === input && along === axis) ? "*" : length)).join("x");
    return (...inputs) => {
      calls.push(inputs.map(({ shape }, input) => described(shape, input)));
      return run(...inputs);
    };
  };
  try {
    await work();
  } finally {
    delete backend.compile;
  }
  return functions;
}
