import { withoutThinking } from "./without-thinking.js";

/** A: the completion is correct. B: it is not. */
export type JudgeAnswer = "A" | "B";

/** The letter that a judge answered; undefined for anything but one letter alone, after the judge's thinking. */
export function judgeAnswer(text: string): JudgeAnswer | undefined {
  const answer = withoutThinking(text)?.trim();
  return answer === "A" || answer === "B" ? answer : undefined;
}
