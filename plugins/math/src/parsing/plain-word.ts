import { unitName } from "./unit-name.js";
import type { Token } from "./token.js";

type Piece = Pick<Token, "kind" | "text">;

/**
 * A run of letters outside `\text`: the name of a function, a connective, a word, or letters that are multiplied. `after` is the sign
 * before it, `alone` whether the run is the whole answer.
 */
export function plainWord(
  word: string,
  { after, alone }: { readonly after: string; readonly alone: boolean },
): { readonly length: number; readonly found: readonly Piece[] } {
  const length = word.length;
  if (length === 1) return { length, found: [{ kind: "letter", text: word }] };
  if (CONNECTIVES.has(word.toLowerCase())) return { length, found: [{ kind: "join", text: word.toLowerCase() }] };
  const name = FUNCTIONS.find((known) => word.startsWith(known) && length - known.length <= 2);
  if (name !== undefined) return { length: name.length, found: [{ kind: "command", text: name }] };
  const isWord = length >= SHORTEST_WORD || (alone && length > 2) || (/[\d)}\]]/.test(after) && unitName(word) !== undefined);
  if (isWord) return { length, found: [{ kind: "text", text: word }] };
  return { length, found: Array.from(word, (letter) => ({ kind: "letter", text: letter })) };
}

const SHORTEST_WORD = 4;
const CONNECTIVES = new Set(["and", "or"]);
const FUNCTIONS = ["arcsin", "arccos", "arctan", "sinh", "cosh", "tanh", "sqrt", "sin", "cos", "tan", "cot", "sec", "csc", "log", "ln", "exp", "infty", "pi"];
