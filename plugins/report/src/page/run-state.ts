import type { RunPageData } from "./run-page-data.js";

/** Where a run is, in a few words. */
export function runState({ summary, metrics, steps, live }: RunPageData): string {
  if (summary) return "finished";
  const done = metrics.length === 0 ? 0 : metrics[metrics.length - 1].step;
  return live ? `training, step ${done} of ${steps}` : `not finished: step ${done} of ${steps}`;
}
