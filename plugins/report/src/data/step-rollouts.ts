import type { ShownRollout } from "./shown-rollout.js";

/** The rollouts of one step that a page holds. */
export interface StepRollouts {
  readonly step: number;
  /** Rollouts in the step's file; more than those that are shown. */
  readonly recorded: number;
  /** The step's file, relative to the run folder. */
  readonly file: string;
  readonly rollouts: readonly ShownRollout[];
}
