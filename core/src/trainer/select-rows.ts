import type { Batch, Columns } from "../contracts/batch.js";
import { tokenColumns } from "./token-columns.js";

/** The batch of these rows alone, in this order, with all their columns, padded only to the longest of them and to a multiple of `stride`. */
export function selectRows(batch: Batch, rows: readonly number[], stride = 1): Batch {
  const length = Math.ceil(Math.max(0, ...rows.map((row) => batch.lengths[row])) / stride) * stride;
  const copied = Math.min(length, batch.length);
  const cut = <Numbers extends Float32Array | Int32Array | Uint8Array>(column: Numbers, empty: Numbers): Numbers => {
    rows.forEach((row, place) => {
      empty.set(column.subarray(row * batch.length, row * batch.length + copied), place * length);
    });
    return empty;
  };
  const action = cut(batch.action, new Uint8Array(rows.length * length));
  const columns: { -readonly [Name in keyof Columns]?: Float32Array } = {};
  if (batch.rewards) columns.rewards = Float32Array.from(rows, (row) => batch.rewards?.[row] ?? 0);
  for (const [name, column] of tokenColumns(batch)) columns[name] = cut(column, new Float32Array(rows.length * length));
  return {
    rows: rows.length,
    length,
    tokens: cut(batch.tokens, new Int32Array(rows.length * length)),
    action,
    lengths: Int32Array.from(rows, (row) => batch.lengths[row]),
    groups: Int32Array.from(rows, (row) => batch.groups[row]),
    actionTokens: action.reduce((sum, value) => sum + value, 0),
    temperature: batch.temperature,
    rollouts: batch.rollouts.length === 0 ? [] : rows.map((row) => batch.rollouts[row]),
    verdicts: batch.verdicts.length === 0 ? [] : rows.map((row) => batch.verdicts[row]),
    ...columns,
  };
}
