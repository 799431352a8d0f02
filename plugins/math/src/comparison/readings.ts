import { parseAnswer } from "../parsing/parse-answer.js";
import type { Tree } from "../parsing/tree.js";

/** What an answer in its plain form can mean; as words where it is no mathematics. @throws {BudgetExceeded} */
export function readings(plain: string, lenient: boolean): readonly Tree[] {
  if (isProse(plain)) return [{ type: "text", text: plain }];
  const styles = [{ groups: true, foreign: false }];
  if (/\d,\d{3}(?!\d)/.test(plain)) styles.push({ groups: false, foreign: false });
  if (lenient && /\d[ ,]\d/.test(plain)) styles.push({ groups: true, foreign: true });
  const trees = styles.map((style) => parseAnswer(plain, style)).filter((tree) => tree !== undefined);
  if (trees.length > 0) return trees;
  const value = lenient ? afterLastEqual(plain) : undefined;
  return [value ?? { type: "text", text: plain }];
}

/** Whether there is nothing but words, and one at least that cannot be letters to be multiplied. */
function isProse(plain: string): boolean {
  return /^[A-Za-z][A-Za-z .'-]*$/.test(plain) && plain.split(/[ .'-]+/).some((word) => word.length > LONGEST_NAME) && !/ (?:and|or) /.test(plain);
}

/** The end of a chain whose beginning cannot be read: `\lim_{x \to 0} … = 1`. Not where more than one thing is said. */
function afterLastEqual(plain: string): Tree | undefined {
  const place = plain.lastIndexOf("=");
  return place < 0 || /[,;]/.test(plain) || plain.includes("\\begin")
    ? undefined
    : parseAnswer(plain.slice(place + 1).trim(), { groups: true, foreign: false });
}

/** Letters of the longest name of a function: `arcsin`. */
const LONGEST_NAME = 6;
