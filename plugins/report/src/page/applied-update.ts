import type { RunUpdate } from "../data/run-update.js";
import type { StepRollouts } from "../data/step-rollouts.js";
import type { RunPageData } from "./run-page-data.js";

/** A run's data with what is new in them. */
export function appliedUpdate(data: RunPageData, update: RunUpdate): RunPageData {
  return {
    ...data,
    metrics: update.metrics ? [...data.metrics.slice(0, update.metrics.from), ...update.metrics.rows] : data.metrics,
    rollouts: update.rollouts ? withStep(data.rollouts, update.rollouts) : data.rollouts,
    evaluations: update.evaluations ?? data.evaluations,
    summary: update.summary ?? data.summary,
    process: update.process ?? data.process,
  };
}

function withStep(steps: readonly StepRollouts[], added: StepRollouts): readonly StepRollouts[] {
  return [...steps.filter(({ step }) => step !== added.step), added].sort((a, b) => a.step - b.step);
}
