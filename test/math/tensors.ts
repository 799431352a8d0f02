import type { Batch, TensorBatchBase } from "@lode/core";
import * as tf from "@tensorflow/tfjs";

/** The rows of a batch that `action` describes, [B,T], as tensors. Use inside `tf.tidy`. */
export function rowsOf(action: readonly (readonly number[])[]): TensorBatchBase {
  const counts = action.map((row) => [row.reduce((sum, value) => sum + value, 0)]);
  return { rows: action.length, length: action[0].length, action: tf.tensor2d(action.map((row) => [...row])), tokenCounts: tf.tensor2d(counts) };
}

/** The same rows as the plain batch, without columns. */
export function batchOf(action: readonly (readonly number[])[], columns: Partial<Batch> = {}): Batch {
  const [rows, length] = [action.length, action[0].length];
  const flat = Uint8Array.from(action.flat());
  return {
    ...{ rows, length, action: flat, temperature: 1, rollouts: [], verdicts: [] },
    tokens: new Int32Array(rows * length),
    lengths: new Int32Array(rows).fill(length),
    groups: new Int32Array(rows),
    actionTokens: flat.reduce((sum, value) => sum + value, 0),
    ...columns,
  };
}

/** The numbers of what `compute` gives; its tensors are freed. */
export async function read(compute: () => tf.Tensor): Promise<number[]> {
  const result = tf.tidy(compute);
  const values = [...(await result.data<"float32">())];
  result.dispose();
  return values;
}
