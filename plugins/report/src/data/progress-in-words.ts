import type { RunProcess } from "./run-process.js";

/** How far a run has come that has not finished: "step 3 of 60", and whether it has stopped there. */
export function progressInWords(process: RunProcess, step: number, steps: number): string {
  const progress = `step ${step} of ${steps}`;
  if (process === "running") return progress;
  return process === "killed" ? `stopped at ${progress} (killed)` : `stopped at ${progress}`;
}
