import type { Report } from "./report.js";
import { ratioOf, verdictOf } from "./row.js";

/** The report for programs: each row with what follows from its figures. */
export function reportObject(report: Report): object {
  const rows = report.rows.map((row) => ({ ...row, got: ratioOf(row, row.ours), reached: verdictOf(row), gpu: ratioOf(row, row.webgpu) }));
  return { ...report, rows };
}
