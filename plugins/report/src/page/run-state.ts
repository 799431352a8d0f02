import { progressInWords } from "../data/progress-in-words.js";
import type { RunPageData } from "./run-page-data.js";

/** Where a run is, in a few words. */
export function runState({ summary, metrics, steps, live, process = "running" }: RunPageData): string {
  if (summary) return "finished";
  const done = metrics.length === 0 ? 0 : metrics[metrics.length - 1].step;
  const progress = progressInWords(process, done, steps);
  if (!live) return `not finished: ${progress}`;
  return process === "running" ? `training, ${progress}` : progress;
}
