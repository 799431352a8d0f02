import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** What depends on clock, memory or machine. */
const MACHINE = /^(time|throughput|memory)\//;

/** The rows of a run's metrics, in the order in which they were written. */
export function metricRows(run: string): readonly Readonly<Record<string, number>>[] {
  const lines = readFileSync(join(run, "metrics.jsonl"), "utf8").trimEnd().split("\n");
  return lines.map((line) => JSON.parse(line) as Record<string, number>);
}

/** The same as text, without what may differ between equal runs. */
export function comparableMetrics(run: string): string {
  const kept = metricRows(run).map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => !MACHINE.test(name))));
  return kept.map((row) => JSON.stringify(row)).join("\n");
}

/** Every file below a folder of the run, as hexadecimal bytes by path. */
export function filesBelow(run: string, folder: string): Readonly<Record<string, string>> {
  const entries = readdirSync(join(run, folder), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(paths.map((path) => [path.slice(run.length), readFileSync(path).toString("hex")]));
}
