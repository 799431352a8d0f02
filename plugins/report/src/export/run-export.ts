import { join } from "node:path";
import { readJson } from "../read/read-json.js";
import { readMetrics } from "../read/read-metrics.js";
import { csvText } from "./csv-text.js";

/** `metrics.jsonl` of a run as CSV: a row a step. */
export function runCsv(folder: string): string {
  return csvText(readMetrics(folder), ["step"]);
}

/** A run as one object; `summary` is null while it has not finished. */
export function runJson(folder: string): object {
  return {
    recipe: readJson<object>(join(folder, "recipe.json")) ?? null,
    summary: readJson<object>(join(folder, "summary.json")) ?? null,
    metrics: readMetrics(folder),
  };
}
