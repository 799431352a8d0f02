import * as tf from "@tensorflow/tfjs";

/**
 * How many independent computations the present backend does side by side, each with one thread: recorded functions whose results are read in one turn
 * of the event loop. 1 where it does one after another.
 */
export function lanes(): number {
  return (tf.backend() as { readonly lanes?: number }).lanes ?? 1;
}
