import { abstain, correct, incorrect, type Attempt, type Verdict } from "@lode/core";
import { plainAnswer, textForm } from "./answer-text.js";
import { lastBox } from "./last-box.js";
import { equalRationals, parseRational } from "./rational.js";

/** Correct if the last boxed answer of the completion is the same number as the problem's answer, or the same text where both are no numbers. */
export function judgeMath({ problem, rollout }: Attempt): Verdict {
  if (problem.answer.length > LONGEST_ANSWER) return abstain("the problem's answer is too long to compare");
  const gold = plainAnswer(problem.answer);
  if (gold === "") return abstain("the problem has no answer");
  const box = lastBox(rollout.text)?.trim();
  if (box === undefined) return incorrect("no boxed answer");
  if (box.length > LONGEST_ANSWER) return incorrect("the boxed answer is too long");
  return compare(gold, plainAnswer(box), box);
}

function compare(gold: string, answer: string, extracted: string): Verdict {
  if (answer === "") return incorrect("the box is empty", extracted);
  const [expected, number] = [parseRational(gold), parseRational(answer)];
  if (expected !== undefined && number !== undefined) {
    return equalRationals(expected, number) ? correct(extracted, "the same number") : incorrect("another number", extracted);
  }
  if (expected !== undefined) return incorrect("not a number", extracted);
  return textForm(gold) === textForm(answer) ? correct(extracted, "the same text") : incorrect("another text", extracted);
}

/** Characters. Bounds the work that a completion can cause. */
const LONGEST_ANSWER = 1000;
