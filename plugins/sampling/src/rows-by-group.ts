import type { Batch } from "@lode/core";

/** The rows of each group, ascending, by group id; groups in order of their first row. */
export function rowsByGroup(batch: Batch): ReadonlyMap<number, readonly number[]> {
  const groups = new Map<number, number[]>();
  batch.groups.forEach((group, row) => {
    const rows = groups.get(group);
    if (rows === undefined) groups.set(group, [row]);
    else rows.push(row);
  });
  return groups;
}
