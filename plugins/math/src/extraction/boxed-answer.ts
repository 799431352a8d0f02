import { findBoxes, type Box } from "./find-boxes.js";

/**
 * The answer in the last box of a text. Boxes that are named in one breath, as in `\boxed{2} and \boxed{3}`, are one answer of several
 * values, so that naming two values never counts as the second. Undefined without a box, or where the last one is not closed.
 */
export function boxedAnswer(text: string): string | undefined {
  const { boxes, unclosed } = findBoxes(text);
  if (unclosed || boxes.length === 0) return undefined;
  let first = boxes.length - 1;
  while (first > 0 && joined(text, boxes[first - 1], boxes[first])) first--;
  const contents = boxes.slice(first).map(({ content }) => innermost(content));
  const different = contents.filter((content, place) => contents.indexOf(content) === place);
  return different.join(" , ");
}

/** A box that holds nothing but a box is that box. Deeper ones than anybody means stay as they are. */
function innermost(content: string): string {
  let inner = content.trim();
  for (let level = 0; level < DEEPEST && inner.startsWith("\\boxed"); level++) {
    const { boxes } = findBoxes(inner);
    if (boxes.length !== 1 || boxes[0].start > 0 || boxes[0].end < inner.length) break;
    inner = boxes[0].content.trim();
  }
  return inner;
}

/** Whether nothing but a connective and at most a few words that name the next value stands between two boxes. */
function joined(text: string, before: Box, after: Box): boolean {
  const length = after.start - before.end;
  if (length > LONGEST_GAP) return false;
  const gap = text.slice(before.end, after.start);
  if (/[.;:?!]\s/.test(gap) || TURN.test(gap)) return false;
  const bare = gap.replace(/\\(?:text|quad|qquad|mbox|left|right)(?![a-z])|[\s${}()[\]\\,+]/g, " ").trim();
  return bare === "" || (CONNECTIVE.test(gap) && bare.split(/\s+/).length <= MOST_WORDS) || /^[\s$\\()]*,/.test(gap);
}

const DEEPEST = 8;
/** Characters. */
const LONGEST_GAP = 60;
const MOST_WORDS = 5;
const CONNECTIVE = /\b(?:and|or)\b|&/i;
/** Words with which a later box replaces an earlier one. */
const TURN = /\b(?:no|not|wait|but|actually|instead|rather|however|so|then|thus|hence|therefore|correct(?:ed|ion)?|check|final|because|since|means|is)\b/i;
