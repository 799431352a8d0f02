import type { Batch, ColumnName } from "../contracts/batch.js";
import { assertLength } from "./assert-length.js";

/** A column that must be there. Throws a RangeError where nothing has filled it, or where it has the wrong length. */
export function column(batch: Batch, name: ColumnName): Float32Array {
  const values = batch[name];
  if (values === undefined) throw new RangeError(`the batch has no column ${name}`);
  if (name === "rewards") assertLength(values, batch.rows, name, "[B]");
  else assertLength(values, batch.rows * batch.length, name, "[B,T]");
  return values;
}
