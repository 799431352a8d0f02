import { afterThinking } from "./after-thinking.js";
import { boxedAnswer } from "./boxed-answer.js";
import { findBoxes } from "./find-boxes.js";
import { hashAnswer } from "./hash-answer.js";
import { taggedAnswer } from "./tagged-answer.js";
import { finalAnswer, unboxedAnswer } from "./unboxed-answer.js";
import { unclosedBox } from "./unclosed-box.js";

/**
 * The answer that a response gives. `strict`: in the last box, or in an answer tag if there is no box, after the thinking; nothing else.
 * `lenient`: also after `####`, after words such as "the answer is", or what comes last. Undefined where there is none.
 */
export function extractAnswer(response: string, profile: "strict" | "lenient"): string | undefined {
  const said = afterThinking(response);
  if (said === undefined) return undefined;
  const { boxes, unclosed } = findBoxes(said);
  if (unclosed) return profile === "strict" ? undefined : unclosedBox(said);
  const last = boxes.at(-1);
  if (last === undefined) return taggedAnswer(said) ?? (profile === "strict" ? undefined : (hashAnswer(said) ?? unboxedAnswer(said)));
  return (profile === "strict" ? undefined : finalAnswer(said.slice(last.end))) ?? boxedAnswer(said);
}
