import type { Group } from "../contracts/rollout.js";
import type { RunStore } from "../contracts/run-store.js";

/** A judged answer of an evaluation: a row of `evaluations/step-N.jsonl`. */
export interface EvaluationRecord {
  /** Name of the evaluation set. */
  readonly set: string;
  readonly problem: string;
  readonly difficulty?: number;
  /** From 0, within the problem. */
  readonly sample: number;
  readonly outcome: string;
  /** Tokens of the completion. */
  readonly tokens: number;
}

const FOLDER = "evaluations";

/** Every answer of a set, in the order of problems and samples. */
export function evaluationRecords(set: string, groups: readonly Group[]): readonly EvaluationRecord[] {
  return groups.flatMap(({ draw: { problem }, rollouts, verdicts }) =>
    rollouts.map(({ sample, action }, place) => ({
      ...{ set, problem: problem.id, difficulty: problem.difficulty, sample },
      ...{ outcome: verdicts?.[place].outcome ?? "error", tokens: action.reduce((sum, value) => sum + value, 0) },
    })),
  );
}

/** Writes the answers of all sets at a step. */
export async function writeEvaluation(store: RunStore, step: number, records: readonly EvaluationRecord[]): Promise<void> {
  await store.write(`${FOLDER}/step-${step}.jsonl`, records.map((record) => `${JSON.stringify(record)}\n`).join(""));
}

/** Removes what a run wrote after the step from which it is resumed; all where that is 0. */
export async function cutEvaluations(store: RunStore, resumedFrom: number): Promise<void> {
  for (const name of await store.list(FOLDER)) {
    const step = /^step-(\d+)\.jsonl$/.exec(name)?.[1];
    if (step !== undefined && (resumedFrom === 0 || Number(step) > resumedFrom)) await store.remove(`${FOLDER}/${name}`);
  }
}
