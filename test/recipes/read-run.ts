import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** What depends on clock, memory or machine. */
const MACHINE = /^(time|throughput|memory)\//;

export type MetricRow = Readonly<Record<string, number>>;

/** The rows of a run's metrics, in the order in which they were written. */
export function metricRows(run: string): readonly MetricRow[] {
  const lines = readFileSync(join(run, "metrics.jsonl"), "utf8").trimEnd().split("\n");
  return lines.map((line) => JSON.parse(line) as MetricRow);
}

/** The same without what may differ between equal runs. */
export function comparableRows(run: string): readonly MetricRow[] {
  return metricRows(run).map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => !MACHINE.test(name))));
}

/** The same as text. */
export function comparableMetrics(run: string): string {
  return comparableRows(run)
    .map((row) => JSON.stringify(row))
    .join("\n");
}

/** Every file below a folder of the run, as hexadecimal bytes by path. */
export function filesBelow(run: string, folder: string): Readonly<Record<string, string>> {
  const entries = readdirSync(join(run, folder), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(paths.map((path) => [path.slice(run.length), readFileSync(path).toString("hex")]));
}
