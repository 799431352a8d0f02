import type { Summary } from "@lode/core";
import type { EvaluatedStep } from "./evaluated-step.js";
import type { MetricRow } from "./metric-row.js";
import type { RunProcess } from "./run-process.js";
import type { StepRollouts } from "./step-rollouts.js";

/**
 * What is new in a run that is looked at while it trains: the data, as JSON, of a server-sent event without a name. Each part may be left out.
 * A page that connects first gets an update with all rows (`from` 0), so that nothing is lost between the page and its events.
 */
export interface RunUpdate {
  /** Replaces all rows from the index `from` on; a resumed run cuts rows off. */
  readonly metrics?: { readonly from: number; readonly rows: readonly MetricRow[] };
  /** Adds a step, or replaces it. */
  readonly rollouts?: StepRollouts;
  /** Replaces all pass rates by difficulty. */
  readonly evaluations?: readonly EvaluatedStep[];
  /** The run has finished. */
  readonly summary?: Summary;
  /** Whether the run is training: at first, and when that changes. */
  readonly process?: RunProcess;
}
