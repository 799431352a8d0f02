import type { RandomStream } from "../contracts/random-stream.js";

/** A way to make another answer of an answer; undefined where it does not apply. */
type Perturbation = (answer: string, random: RandomStream) => string | undefined;

/** The first digit of a number is what counts most: one that is changed there is another number whatever decimals are rounded. */
const otherDigit: Perturbation = (answer, random) =>
  changed(answer, /(?<![\d.])\d/g, random, (digit) => String((Number(digit) + 1 + Math.floor(random.uniform(1) * 8)) % 10));

const moreDigits: Perturbation = (answer, random) => changed(answer, /(?<![\d.])[1-9]/g, random, (digit) => `${1 + Math.floor(random.uniform(1) * 9)}${digit}`);

/** Only of a number: minus a set, or minus nothing, may be the same. */
const otherSign: Perturbation = (answer) => {
  if (!/^\s*[-+]?\s*(?:[\d.,]+|\\[dt]?frac\s*\{\d+\}\s*\{\d+\})\s*$/.test(answer) || !/[1-9]/.test(answer)) return undefined;
  return /^\s*-/.test(answer) ? answer.replace("-", "") : `-${answer.trim().replace(/^\+/, "")}`;
};

/** Of an answer in words or letters: a letter that is no part of a command. */
const otherLetter: Perturbation = (answer, random) => {
  if (/\d/.test(answer)) return undefined;
  return changed(answer, /(?<!\\[A-Za-z]*)[A-Za-z]/g, random, (letter) => {
    const first = letter < "a" ? 65 : 97;
    return String.fromCharCode(first + ((letter.charCodeAt(0) - first + 1 + Math.floor(random.uniform(1) * 24)) % 26));
  });
};

const PERTURBATIONS = [otherDigit, moreDigits, otherSign, otherLetter];

/** Answers that look like an answer and are wrong, all different: a digit, a sign or a letter is another one. */
export function perturbedAnswers(answer: string, random: RandomStream): readonly string[] {
  const made = PERTURBATIONS.map((perturb, place) => perturb(answer, random.at(place)));
  return [...new Set(made)].filter((other): other is string => other !== undefined && other !== answer);
}

/** With one match, drawn at random, replaced; undefined without a match. */
function changed(answer: string, pattern: RegExp, random: RandomStream, replace: (found: string) => string): string | undefined {
  const matches = [...answer.matchAll(pattern)];
  if (matches.length === 0) return undefined;
  const { 0: found, index } = matches[Math.floor(random.uniform(0) * matches.length)];
  return answer.slice(0, index) + replace(found) + answer.slice(index + found.length);
}
