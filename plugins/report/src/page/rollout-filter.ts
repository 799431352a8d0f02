import type { ShownRollout } from "../data/shown-rollout.js";
import type { StepRollouts } from "../data/step-rollouts.js";

/** What the reader wants to see; "all" does not restrict. */
export interface RolloutFilter {
  readonly step: number | "all";
  readonly verdict: string;
  readonly selected: "all" | "yes" | "no";
  /** Words that prompt, completion, answer or problem must all contain, in any case. */
  readonly search: string;
}

export interface FoundRollout {
  readonly step: number;
  readonly rollout: ShownRollout;
}

/** The rollouts that a filter lets through, in order. */
export function filterRollouts(steps: readonly StepRollouts[], filter: RolloutFilter): readonly FoundRollout[] {
  const words = filter.search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  return steps
    .filter(({ step }) => filter.step === "all" || step === filter.step)
    .flatMap(({ step, rollouts }) => rollouts.filter((rollout) => passes(rollout, filter, words)).map((rollout) => ({ step, rollout })));
}

function passes(rollout: ShownRollout, { verdict, selected }: RolloutFilter, words: readonly string[]): boolean {
  if (verdict !== "all" && (rollout.verdict?.outcome ?? "none") !== verdict) return false;
  if (selected !== "all" && rollout.selected !== (selected === "yes")) return false;
  const text = `${rollout.problem}\n${rollout.prompt}\n${rollout.text}\n${rollout.answer}`.toLowerCase();
  return words.every((word) => text.includes(word));
}
