import type { AnswerForm } from "./final-answer.js";

/** Where a row of a file has what a problem needs: names of fields, with dots for fields within fields ("reward_model.ground_truth"). */
export interface Layout {
  readonly question?: string;
  /** A whole prompt: a text, or a list of messages. */
  readonly prompt?: string;
  readonly answer: string;
  /** How the answer stands in its field. */
  readonly answerForm: AnswerForm;
  readonly solution?: string;
  readonly id?: string;
  readonly difficulty?: string;
  readonly passRate?: string;
}

/** Layouts by the name that recipes use. */
export const LAYOUTS = {
  lode: {
    ...{ question: "question", prompt: "prompt", answer: "answer", answerForm: "whole" },
    ...{ solution: "solution", id: "id", difficulty: "difficulty", passRate: "passRate" },
  },
  gsm8k: { question: "question", answer: "answer", answerForm: "hashes", solution: "answer" },
  math: { question: "problem", answer: "solution", answerForm: "box", solution: "solution", difficulty: "level" },
  "math-500": { question: "problem", answer: "answer", answerForm: "whole", solution: "solution", id: "unique_id", difficulty: "level" },
  oreal: { question: "question", answer: "gold_answer", answerForm: "whole", passRate: "pass_rate" },
} as const satisfies Readonly<Record<string, Layout>>;
