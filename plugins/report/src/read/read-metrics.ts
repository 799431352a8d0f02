import { join } from "node:path";
import type { MetricRow } from "../data/metric-row.js";
import { jsonLines } from "./json-lines.js";
import { readText } from "./read-text.js";

/** Rows of a run's `metrics.jsonl`, in order; none where a run has not got so far. Throws RUN_DAMAGED. */
export function readMetrics(folder: string): readonly MetricRow[] {
  const file = join(folder, "metrics.jsonl");
  return jsonLines(readText(file) ?? "", file);
}
