import type { Problem } from "../contracts/problem.js";
import type { Tokenizer } from "../contracts/tokenizer.js";
import { UserError } from "../contracts/user-error.js";

const LETTERS = "abcdef";
const FIRST_LETTER = 2;

/** The tokenizer that suites give to components: padding, the end, and six letters, so that whole distributions are small. */
export const letterTokenizer: Tokenizer = {
  vocabularySize: FIRST_LETTER + LETTERS.length,
  endToken: 1,
  padToken: 0,
  encode: (text) => Int32Array.from(Array.from(text), tokenOf),
  decode: (tokens) => Array.from(tokens, (token) => LETTERS[token - FIRST_LETTER] ?? "").join(""),
  encodePrompt: (prompt) => letterTokenizer.encode(promptText(prompt)),
};

function tokenOf(letter: string): number {
  const place = LETTERS.indexOf(letter);
  if (place >= 0) return FIRST_LETTER + place;
  throw new UserError("DATA_INVALID", `the letter ${JSON.stringify(letter)} is none of ${LETTERS}`, { remedy: `Write texts with the letters ${LETTERS}.` });
}

function promptText(prompt: Problem["prompt"]): string {
  return typeof prompt === "string" ? prompt : prompt.map((message) => message.content).join("");
}
