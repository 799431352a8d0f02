import { stringify } from "csv-stringify/sync";
import type { Cell, Row } from "./table.js";

/**
 * Rows as CSV (RFC 4180, lines end with a line feed). The header has `first`, and then every other column of any row, in order of the names. Numbers have
 * all their digits.
 */
export function csvText(rows: readonly Row[], first: readonly string[]): string {
  const others = new Set(rows.flatMap((row) => Object.keys(row)).filter((name) => !first.includes(name)));
  const columns = [...first, ...[...others].sort()];
  return stringify([columns, ...rows.map((row) => columns.map((name) => text(row[name] ?? null)))]);
}

function text(cell: Cell): string {
  return cell === null ? "" : String(cell);
}
