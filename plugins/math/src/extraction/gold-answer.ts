import { boxedAnswer } from "./boxed-answer.js";
import { hashAnswer } from "./hash-answer.js";
import { unboxedAnswer } from "./unboxed-answer.js";
import { unclosedBox } from "./unclosed-box.js";

/**
 * The answer of a problem: what its box holds or what follows its `####` where it is a whole solution, else all of it. Only a lenient
 * reader looks for the answer in a solution that marks none.
 */
export function goldAnswer(gold: string, profile: "strict" | "lenient"): string {
  const found = boxedAnswer(gold) ?? unclosedBox(gold) ?? hashAnswer(gold);
  if (found !== undefined) return found;
  const isSolution = profile === "lenient" && (gold.match(WORD)?.length ?? 0) > SOLUTION;
  return ((isSolution ? unboxedAnswer(gold) : undefined) ?? gold.replace(/^\s*(?:the )?(?:final )?answer(?: is)?:?\s+(?=[^a-z])/i, "")).trim();
}

const WORD = /(?<![\\A-Za-z])[A-Za-z]{3,}(?![A-Za-z])/g;
/** Words beyond which a gold is a solution and not an answer. */
const SOLUTION = 20;
