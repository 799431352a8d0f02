import { join } from "node:path";
import type { Summary } from "@lode/core";
import type { RunData } from "../data/run-data.js";
import type { RunKnowledge } from "../data/run-knowledge.js";
import { readEvaluations } from "./read-evaluations.js";
import { readJson } from "./read-json.js";
import { readMetrics } from "./read-metrics.js";
import { readRecipe } from "./read-recipe.js";
import { readRollouts, recordedSteps } from "./read-rollouts.js";
import { rolloutLimits } from "./rollout-limits.js";

/** Reads a run folder, also of a run that is still training. `location` is the folder as the user named it. Throws RUN_NOT_FOUND, RUN_DAMAGED. */
export function readRun(folder: string, location: string, knowledge: RunKnowledge): RunData {
  const { name, steps, values, environment } = readRecipe(folder, location);
  const recorded = recordedSteps(folder);
  const limits = rolloutLimits(Math.max(steps, recorded.length));
  return {
    ...{ name, location, steps, environment, recipe: values },
    metrics: readMetrics(folder),
    declarations: knowledge.declarations,
    summary: readJson<Summary>(join(folder, "summary.json")),
    rollouts: recorded.map((step) => readRollouts(folder, step, limits, knowledge.decode)),
    evaluations: readEvaluations(folder),
    explanation: knowledge.explanation,
    notes: knowledge.notes,
  };
}
