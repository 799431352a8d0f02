import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import type { MetricRow } from "../data/metric-row.js";
import { progressInWords } from "../data/progress-in-words.js";
import type { RunProcess } from "../data/run-process.js";
import type { RunRow } from "../data/runs-data.js";
import { readMetrics } from "../read/read-metrics.js";
import { readRecipe } from "../read/read-recipe.js";
import { runAddress } from "./run-address.js";

/** The line of a run in the list. `process` was looked for before: a run that finishes writes its summary first. Throws RUN_DAMAGED. */
export function runRow(root: string, path: string, process: RunProcess): RunRow {
  const folder = join(root, path);
  const { steps } = readRecipe(folder, path);
  const rows = readMetrics(folder);
  const step = rows.at(-1)?.step ?? 0;
  const finished = existsSync(join(folder, "summary.json"));
  return {
    ...{ path, page: runAddress(path), state: finished ? "finished" : progressInWords(process, step, steps), done: finished ? 1 : step / steps },
    pass1: latest(rows, (name) => /^evaluation\/.+\/pass1$/s.test(name)),
    reward: latest(rows, (name) => name === "reward/mean"),
    written: statSync(join(folder, "metrics.jsonl"), { throwIfNoEntry: false })?.mtimeMs,
  };
}

/** The last value of the first such metric. */
function latest(rows: readonly MetricRow[], wanted: (name: string) => boolean): number | undefined {
  const name = rows.flatMap((row) => Object.keys(row)).find(wanted);
  return name === undefined ? undefined : rows.findLast((row) => name in row)?.[name];
}
