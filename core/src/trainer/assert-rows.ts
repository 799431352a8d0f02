import type { Batch } from "../contracts/batch.js";
import { UserError } from "../contracts/user-error.js";

/** Throws SHAPE_MISMATCH unless the rows are ascending, without repetition, and rows of the batch. */
export function assertRows(rows: readonly number[], batch: Batch, step: number): readonly number[] {
  const wrong = rows.find((row, place) => !Number.isInteger(row) || row < 0 || row >= batch.rows || (place > 0 && row <= rows[place - 1]));
  if (wrong === undefined) return rows;
  throw new UserError("SHAPE_MISMATCH", `the selection gave row ${wrong}: not ascending, or none of the ${batch.rows} rows`, {
    place: { component: `selection, step ${step}` },
    remedy: "Return row numbers of the batch in ascending order, each once.",
  });
}
