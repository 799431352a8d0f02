import type { Batch } from "../contracts/batch.js";
import { tokenColumns } from "../trainer/token-columns.js";

/** Where the tokens of a batch go: its new rows, and which old tokens stand in each of them, from the left. */
export interface Arrangement {
  /** Old row numbers. */
  readonly rows: readonly number[];
  /** New T. */
  readonly length: number;
  /** The old tokens (column numbers) of an old row, in their new order; all of them, in the old order, when left out. */
  readonly tokens?: (row: number) => readonly number[];
}

/** For every place of the new [B,T] the old place whose token stands there, -1 for none. */
export function sources(batch: Batch, { rows, length, tokens }: Arrangement): Int32Array {
  const places = new Int32Array(rows.length * length).fill(-1);
  rows.forEach((row, index) => {
    const kept = tokens?.(row) ?? Array.from({ length: batch.lengths[row] }, (_, token) => token);
    kept.forEach((token, place) => (places[index * length + place] = row * batch.length + token));
  });
  return places;
}

/** Numbers of tokens at their new places, 0 where there is no token. */
export function moved<Numbers extends Float32Array | Int32Array | Uint8Array>(numbers: Numbers, places: Int32Array): Numbers {
  const result = new (numbers.constructor as new (length: number) => Numbers)(places.length);
  places.forEach((source, place) => {
    if (source !== -1) result[place] = numbers[source];
  });
  return result;
}

/** The same tokens, with everything that belongs to them, in other places. */
export function rearranged(batch: Batch, arrangement: Arrangement): Batch {
  const places = sources(batch, arrangement);
  const { rows, length, tokens } = arrangement;
  const { rewards } = batch;
  const action = moved(batch.action, places);
  return {
    ...{ rows: rows.length, length, tokens: moved(batch.tokens, places), action, temperature: batch.temperature },
    lengths: Int32Array.from(rows, (row) => tokens?.(row).length ?? batch.lengths[row]),
    groups: Int32Array.from(rows, (row) => batch.groups[row]),
    actionTokens: action.filter((taken) => taken === 1).length,
    rollouts: rows.map((row) => batch.rollouts[row]),
    verdicts: rows.map((row) => batch.verdicts[row]),
    ...(rewards && { rewards: Float32Array.from(rows, (row) => rewards[row]) }),
    ...Object.fromEntries(tokenColumns(batch).map(([name, column]) => [name, moved(column, places)])),
  };
}
