// This module and all that it imports run in the threads of pool/: of @lode/core they import types alone, since a thread that loads TensorFlow.js starts slowly.
import type { Verdict } from "@lode/core";
import { compareAnswers } from "./comparison/compare-answers.js";
import { extractAnswer } from "./extraction/extract-answer.js";
import { goldAnswer } from "./extraction/gold-answer.js";
import { BudgetExceeded } from "./values/budget-exceeded.js";

/** `strict`: for training, a box or an answer tag; `lenient`: for evaluation, also an answer without a box, and more notations. */
export type Profile = "strict" | "lenient";

export interface JudgeSettings {
  readonly profile: Profile;
  /** Whether the text is a whole response, in which the answer is to be found, or the answer itself. */
  readonly kind: "answer" | "response";
}

/** Whether a response gives the gold answer. Pure, synchronous; throws for nothing that a text contains: work beyond the budgets is the verdict `error`. */
export function judgeAnswer(gold: string, response: string, settings: JudgeSettings): Verdict {
  try {
    return judged(gold, response, settings);
  } catch (error) {
    if (error instanceof BudgetExceeded) return { outcome: "error", reason: error.message };
    if (error instanceof RangeError) return { outcome: "error", reason: "an answer that is too deep or too large" };
    throw error;
  }
}

function judged(gold: string, response: string, { profile, kind }: JudgeSettings): Verdict {
  const expected = goldAnswer(gold, profile);
  if (expected === "") return { outcome: "abstain", reason: "the problem has no answer" };
  if (expected.length > LONGEST) return { outcome: "abstain", reason: "the problem's answer is too long to compare" };
  const extracted = kind === "answer" ? goldAnswer(response, profile) : extractAnswer(response, profile)?.trim();
  if (extracted === undefined) return { outcome: "incorrect", reason: profile === "strict" ? "no boxed answer" : "no answer" };
  if (extracted === "") return { outcome: "incorrect", reason: "the answer is empty", extracted };
  if (extracted.length > LONGEST) return { outcome: "error", reason: "the answer is too long to compare", extracted: `${extracted.slice(0, SHOWN)}…` };
  return { ...compareAnswers(expected, extracted, profile), extracted };
}

/** Characters. */
const LONGEST = 8000;
const SHOWN = 200;
