import { abstain, correct, incorrect, type Attempt, type Verdict } from "@lode/core";
import type Fraction from "fraction.js";
import { exactValue } from "./exact-value.js";
import { numbersOf, type Expression } from "./expression.js";
import { finalAnswer } from "./final-answer.js";
import { parseExpression } from "./parse-expression.js";

/**
 * Correct if the completion's final answer is an expression that uses only the numbers of the problem's answer, each at most as often as it stands there, and has
 * the same value. So the problem's answer says both what may be used and what is to be reached; it is one of many that are right.
 */
export function judgeCountdown({ problem, rollout, kind }: Attempt): Verdict {
  const gold = parseExpression(problem.answer);
  const target = gold === undefined ? undefined : exactValue(gold);
  if (gold === undefined || target === undefined) return abstain("the problem's answer is no expression");
  const answer = kind === "answer" ? rollout.text : finalAnswer(rollout.text);
  return answer === undefined ? incorrect("no final answer") : judgeAnswer(answer.trim(), gold, target);
}

function judgeAnswer(answer: string, gold: Expression, target: Fraction): Verdict {
  const expression = parseExpression(answer);
  if (expression === undefined) return incorrect("no expression", answer.slice(0, LONGEST_SHOWN));
  const surplus = surplusOf(numbersOf(expression), gold);
  if (surplus !== undefined) return incorrect(`${surplus} is not given, or not so often`, answer);
  const value = exactValue(expression);
  if (value === undefined) return incorrect("divides by 0", answer);
  return value.equals(target) ? correct(answer, "reaches the target") : incorrect(`has the value ${value.toFraction()}`, answer);
}

const LONGEST_SHOWN = 200;

/** A number that stands more often among `used` than in the gold expression. */
function surplusOf(used: readonly number[], gold: Expression): number | undefined {
  const left = [...numbersOf(gold)];
  return used.find((number) => {
    const place = left.indexOf(number);
    if (place >= 0) left.splice(place, 1);
    return place < 0;
  });
}
