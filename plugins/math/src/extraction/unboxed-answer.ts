/**
 * The final answer of a response that has no box: the whole of it if it is nothing but an answer, what it announces, what its last
 * sentence ends with, else its last formula or number. Undefined where there is none.
 */
export function unboxedAnswer(text: string): string | undefined {
  const said = text.split(END)[0].trim().slice(-WINDOW);
  if (said === "") return undefined;
  return whole(said) ?? announced(said, ANNOUNCEMENT) ?? bracketed(said) ?? ofSentence(lastSentence(said)) ?? lastFormula(said) ?? lastNumber(said);
}

/** What a text says after "the final answer is"; undefined where it does not. */
export function finalAnswer(text: string): string | undefined {
  return announced(text.split(END)[0].slice(-WINDOW), FINAL);
}

/** A text that is short enough to be nothing but its answer. */
function whole(text: string): string | undefined {
  if (text.includes("\n") || text.length > 200) return undefined;
  if (/^\$[^$]+\$$|^\$\$[^$]+\$\$$|^\\\([^]*\\\)$/.test(text)) return text;
  return /[a-z]{2,}\s+[a-z]{2,}/i.test(text.replace(/\\[a-z]+/gi, " ")) || /\$|\\[[(]/.test(text) ? undefined : text;
}

function announced(text: string, announcement: RegExp): string | undefined {
  const match = [...text.matchAll(announcement)].at(-1);
  if (match === undefined) return undefined;
  const answer =
    sentences(
      text
        .slice(match.index + match[0].length)
        .trimStart()
        .split("\n", 1)[0],
    )[0] ?? "";
  if (answer === "") return undefined;
  return isList(answer) ? answer : (lastFormula(answer) ?? answer);
}

/** Whether a text is nothing but several formulas with connectives between them. */
function isList(text: string): boolean {
  if ((text.match(FORMULA)?.length ?? 0) < 2) return false;
  return /^(?:[\s,"\\.]|and|or)*$/i.test(text.replace(FORMULA, ""));
}

function bracketed(text: string): string | undefined {
  if (text.includes("\n")) return undefined;
  return [...text.matchAll(/(?<![\w\\$(,])\[(\$?[^[\],]{1,60}\$?)\](?![\w(])/g)].at(-1)?.[1];
}

function ofSentence(sentence: string): string | undefined {
  const end = /\b(?:is|are|equals|by)\s+(?=[^a-z]*[\d$\\])((?:(?!\b(?:is|are|equals)\b).)+)$/i.exec(sentence)?.[1];
  return lastFormula(end ?? "") ?? (end === undefined ? lastFormula(sentence) : undefined) ?? lastNumber(end ?? sentence);
}

function lastSentence(text: string): string {
  const paragraph = text.split(/\n\s*\n/).at(-1) ?? "";
  return sentences(paragraph).at(-1) ?? "";
}

/** A full stop between digits or in a formula ends nothing. */
function sentences(text: string): readonly string[] {
  return text
    .split(/(?<=[^\s\d][.!]|\d\.)\s+(?=[A-Z[]|$)/)
    .map((sentence) => sentence.replace(/^[\s:*"]+|[\s*".]+$/g, ""))
    .filter((sentence) => sentence !== "");
}

function lastFormula(text: string): string | undefined {
  const last = [...text.matchAll(FORMULA)].at(-1);
  if (last === undefined) return undefined;
  const formula = (last[1] ?? last[2] ?? last[3] ?? last[4]).trim();
  return /^\s*(?:\\?%|percent|pct)/.test(text.slice(last.index + last[0].length)) ? `${formula}\\%` : formula;
}

function lastNumber(text: string): string | undefined {
  return [...text.matchAll(NUMBER)].at(-1)?.[0];
}

/** Characters at the end of a response in which its answer is looked for. */
const WINDOW = 3000;
/** What follows its turn or its last word is not a model's answer. */
const END = /<\|im_(?:start|end)\|>|<\|endoftext\|>|I hope (?:it|this) is correct/i;
const FINAL = /final answer(?:\s+is\b|\s*:+)(?:\**\s*the final answer is\b)?:?/gi;
const ANNOUNCEMENT = /(?:answer|result)(?:\s+is\b|\s*:)(?:\s*the final answer is\b)?:?(?=[^\n]*\d|[^\n]*\$|\s*\S+\s*$)(?!\s*[A-Z][a-z]+\s[a-z])/gi;
const FORMULA = /\$\$([^$]+)\$\$|(?<!\\)\$((?:[^$\\]|\\.)+)\$|\\\(([^]*?)\\\)|\\\[([^]*?)\\\]/g;
const NUMBER = /(?<![\w.,])-?(?:\d+(?:[., ]\d{3})*(?:[.,]\d+)?|\.\d+)(?:\/\d+)?(?:\s?(?:\\?%|percent|pct|m²))?(?![A-Z\d])/g;
