import type { MetricRow } from "../data/metric-row.js";
import type { MetricPoint } from "./metric-chart.js";

/** The steps at which a metric was measured. */
export function metricPoints(rows: readonly MetricRow[], name: string): readonly MetricPoint[] {
  return rows.filter((row) => Object.hasOwn(row, name)).map((row) => ({ step: row.step, value: row[name] }));
}
