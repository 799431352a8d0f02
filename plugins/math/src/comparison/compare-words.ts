import type { Tree } from "../parsing/tree.js";
import type { Rule } from "./context.js";
import type { Outcome } from "./outcome.js";
import { textForm } from "./text-form.js";

/**
 * Words are the same or not, letter by letter but for case, articles and punctuation; of two sentences that differ nothing is known.
 * Mathematics that could not be read is the same only sign by sign: of a gold answer like that nothing else is known.
 */
export const compareWords: Rule = (gold, answer) => {
  if (gold.type === "text") return isMathematics(gold.text) ? signs(gold.text, answer) : words(gold.text, answer);
  return answer.type === "text" ? "different" : undefined;
};

function signs(gold: string, answer: Tree): Outcome {
  return answer.type === "text" && textForm(gold) === textForm(answer.text) ? "equal" : "unknown";
}

function words(gold: string, answer: Tree): Outcome {
  if (answer.type !== "text" || isMathematics(answer.text)) return "different";
  const [a, b] = [bare(gold), bare(answer.text)];
  if (a.join(" ") === b.join(" ")) return "equal";
  return a.length >= SENTENCE && b.length >= SENTENCE ? "unknown" : "different";
}

function isMathematics(text: string): boolean {
  return /[\d+*/=^_<>|\\{}[\]]|(?<!\p{L})-|-(?!\p{L})/u.test(text);
}

function bare(text: string): readonly string[] {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\s]/gu, " ")
    .split(/\s+/)
    .filter((word) => word !== "" && !ARTICLES.has(word));
}

const ARTICLES: ReadonlySet<string> = new Set(["the", "a", "an"]);
/** Words. */
const SENTENCE = 4;
