import * as tf from "@tensorflow/tfjs";
import type { Batch, ColumnName, TensorBatch } from "../contracts/batch.js";
import { assertLength } from "../math/assert-length.js";

/**
 * The columns that a loss asks for as tensors on the current engine; values where `action` is 0 become 0.
 * The caller disposes the tensors (or calls inside `tf.tidy`). Throws a RangeError for a column that is missing or of the wrong length.
 */
export function tensorBatch(batch: Batch, needs: readonly ColumnName[], accepts: readonly ColumnName[] = []): TensorBatch {
  const shape: [number, number] = [batch.rows, batch.length];
  const columns: Partial<Record<ColumnName, tf.Tensor>> = {};
  for (const name of new Set([...needs, ...accepts])) {
    const column = batch[name];
    if (column !== undefined) columns[name] = columnTensor(batch, name, column);
    else if (needs.includes(name)) throw new RangeError(`the batch has no column ${name}`);
  }
  return {
    rows: batch.rows,
    length: batch.length,
    action: tf.tensor2d(Float32Array.from(batch.action), shape, "float32"),
    tokenCounts: tf.tensor2d(tokenCounts(batch), [batch.rows, 1], "float32"),
    ...(columns as Record<ColumnName, never>),
  };
}

function columnTensor(batch: Batch, name: ColumnName, column: Float32Array): tf.Tensor {
  if (name === "rewards") {
    assertLength(column, batch.rows, name, "[B]");
    return tf.tensor1d(column, "float32");
  }
  assertLength(column, batch.rows * batch.length, name, "[B,T]");
  return tf.tensor2d(
    column.map((value, place) => (batch.action[place] === 1 ? value : 0)),
    [batch.rows, batch.length],
    "float32",
  );
}

function tokenCounts(batch: Batch): Float32Array {
  const counts = new Float32Array(batch.rows);
  batch.action.forEach((action, place) => (counts[Math.floor(place / batch.length)] += action));
  return counts;
}
