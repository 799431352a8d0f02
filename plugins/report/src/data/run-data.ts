import type { MetricDeclarations, Summary } from "@lode/core";
import type { MetricRow } from "./metric-row.js";
import type { EvaluatedStep } from "./evaluated-step.js";
import type { Environment } from "./environment.js";
import type { RecipeValue } from "./recipe-value.js";
import type { StepRollouts } from "./step-rollouts.js";

/** All that the page of a run shows, as JSON. */
export interface RunData {
  readonly name: string;
  /** The folder as the user named it. */
  readonly location: string;
  /** Steps that the recipe asks for. */
  readonly steps: number;
  /** Rows of `metrics.jsonl`, in order. */
  readonly metrics: readonly MetricRow[];
  /** Of all metrics that the run's components declare; names may hold places such as `<set>`. */
  readonly declarations: MetricDeclarations;
  /** Absent while the run has not finished. */
  readonly summary?: Summary;
  /** At most some rollouts a step, steps in order. */
  readonly rollouts: readonly StepRollouts[];
  /** Pass rates of the evaluations, by difficulty. */
  readonly evaluations: readonly EvaluatedStep[];
  readonly recipe: readonly RecipeValue[];
  /** What the loss is and what the options mean for it, in words and formulas, by component. */
  readonly explanation: Readonly<Record<string, readonly string[]>>;
  readonly environment: Environment;
  /** What the page cannot show, and why. */
  readonly notes: readonly string[];
}
