import { assertLength } from "./assert-length.js";

/**
 * Applies `estimate` to the numbers of one group at a time and puts its results back in their rows, [B].
 * Rows of one id in `groups` [B] are one group, in any order and number.
 */
export function mapGroups(
  values: ArrayLike<number>,
  groups: ArrayLike<number>,
  estimate: (values: readonly number[], rows: readonly number[]) => readonly number[],
): Float64Array {
  assertLength(groups, values.length, "groups", "[B]");
  const rowsOf = new Map<number, number[]>();
  for (let row = 0; row < values.length; row++) {
    const rows = rowsOf.get(groups[row]);
    if (rows) rows.push(row);
    else rowsOf.set(groups[row], [row]);
  }
  const results = new Float64Array(values.length);
  for (const rows of rowsOf.values()) {
    const estimates = estimate(
      rows.map((row) => values[row]),
      rows,
    );
    rows.forEach((row, place) => (results[row] = estimates[place]));
  }
  return results;
}
