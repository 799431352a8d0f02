import type { Group } from "../contracts/rollout.js";
import type { Verdict } from "../contracts/verdict.js";
import { evaluationRecords, type EvaluationRecord } from "./evaluation-records.js";
import { promptText } from "./prompt-text.js";

/** A judged answer of an evaluation with all that it is made of: a row of `lode eval --write-answers`. */
export interface AnswerRecord extends EvaluationRecord {
  /** As the model is asked; the turns of a conversation under one another. */
  readonly prompt: string;
  /** The gold answer. */
  readonly answer: string;
  /** The completion. */
  readonly text: string;
  readonly stop: string;
  readonly verdict?: Verdict;
  /** What pass@1 is the mean of: 1 for a correct answer, else 0. */
  readonly score: 0 | 1;
}

/** Every answer of a set, in the order of problems and samples. */
export function answerRecords(set: string, groups: readonly Group[]): readonly AnswerRecord[] {
  const answers = groups.flatMap(({ draw: { problem }, rollouts, verdicts }) =>
    rollouts.map(({ text, stop }, place) => ({
      ...{ prompt: promptText(problem.prompt), answer: problem.answer, text, stop },
      verdict: verdicts?.[place],
    })),
  );
  return evaluationRecords(set, groups).map((record, place) => ({ ...record, ...answers[place], score: record.outcome === "correct" ? 1 : 0 }));
}
