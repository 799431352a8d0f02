import type { CostRow } from "./cost.js";

/** How many times less processor time is asked for. */
const WANTED = 10;

/** A table of processor time a case; the ratio is that of the first pass. */
export function costText(rows: readonly CostRow[]): string {
  const head = ["cases of", "n", "ours ms", "again ms", "theirs ms", "ratio", `${WANTED}x`];
  const body = rows.map(({ name, cases, ours, oursAgain, peer }) => [
    ...[name, String(cases), ours.toFixed(3), oursAgain.toFixed(3)],
    ...(peer === null ? ["-", "-", "-"] : [peer.toFixed(2), (peer / ours).toFixed(0), peer >= WANTED * ours ? "yes" : "NO"]),
  ]);
  const widths = head.map((title, column) => Math.max(...[head, ...body].map((row) => row[column].length), title.length));
  const line = (row: readonly string[]): string =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]))).join("  ");
  return `${[head, ...body].map(line).join("\n")}\n`;
}
