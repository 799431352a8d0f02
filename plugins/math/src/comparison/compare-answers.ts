import type { Verdict } from "@lode/core";
import { textForm } from "./text-form.js";
import { compareTrees } from "./compare-trees.js";
import { any, type Outcome } from "./outcome.js";
import { readings } from "./readings.js";
import { BudgetExceeded } from "../values/budget-exceeded.js";
import { plainForm } from "../parsing/plain-form.js";
import type { Tree } from "../parsing/tree.js";

/**
 * Compares an extracted answer with a gold one: as text, then by their meaning in every reading (`1,234` may be a number or a list).
 * What cannot be shown to be equal or different is an abstention. @throws {BudgetExceeded} for an answer that is too much work
 */
export function compareAnswers(gold: string, answer: string, profile: "strict" | "lenient"): Pick<Verdict, "outcome" | "reason"> {
  const [expected, given] = [plainForm(gold), plainForm(answer)];
  if (expected === "") return { outcome: "abstain", reason: "the problem has no answer" };
  if (given === "") return { outcome: "incorrect", reason: "the answer is empty" };
  if (textForm(expected) === textForm(given)) return { outcome: "correct", reason: "the same text" };
  const lenient = profile === "lenient";
  const golds = readGold(expected, lenient);
  if (typeof golds === "string") return { outcome: "abstain", reason: golds };
  const answers = readings(given, lenient);
  try {
    return VERDICTS[any(pairs(golds, answers, { lenient, work: { left: MOST_WORK } }))];
  } catch (error) {
    if (error instanceof BudgetExceeded && isTooMuch(golds, lenient)) return { outcome: "abstain", reason: TOO_MUCH };
    throw error;
  }
}

/** Whether it is the gold that exceeds a budget, whatever it is compared with. */
function isTooMuch(golds: readonly Tree[], lenient: boolean): boolean {
  try {
    for (const gold of golds) compareTrees(gold, gold, { lenient, work: { left: MOST_WORK } });
    return false;
  } catch (error) {
    if (error instanceof BudgetExceeded) return true;
    throw error;
  }
}

function* pairs(
  golds: readonly Tree[],
  answers: readonly Tree[],
  settings: { readonly lenient: boolean; readonly work: { left: number } },
): Generator<Outcome> {
  for (const gold of golds) for (const answer of answers) yield compareTrees(gold, answer, settings);
}

/** The gold's readings, or why there are none. */
function readGold(expected: string, lenient: boolean): readonly Tree[] | string {
  try {
    return readings(expected, lenient);
  } catch (error) {
    if (error instanceof BudgetExceeded) return TOO_MUCH;
    throw error;
  }
}

const VERDICTS: Readonly<Record<Outcome, Pick<Verdict, "outcome" | "reason">>> = {
  equal: { outcome: "correct", reason: "the same answer" },
  different: { outcome: "incorrect", reason: "another answer" },
  unknown: { outcome: "abstain", reason: "neither shown to be equal nor different" },
};

const TOO_MUCH = "the problem's answer is too much to compare";
/** Steps of evaluation. */
const MOST_WORK = 100_000;
