import { correct, incorrect, type Attempt, type Verdict } from "@lode/core";

/** Correct if the completion is the answer and nothing else, but for white space around it. */
export function judgeExact({ problem, rollout }: Attempt): Verdict {
  const extracted = rollout.text.trim();
  return extracted === problem.answer.trim() ? correct(extracted, "the same text") : incorrect("another text", extracted);
}
