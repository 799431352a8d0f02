import { unitName } from "./unit-name.js";
import type { Token } from "./token.js";

type Piece = Pick<Token, "kind" | "text">;

/**
 * What `\text{…}` holds: words, split at the connectives `and` and `or`; a number or a single letter counts as if it stood outside, but
 * for the letter of a unit after a number.
 */
export function textTokens(content: string, afterNumber: boolean): readonly Piece[] {
  const words = content
    .replace(/\\[a-zA-Z]+|\\[,;:! ]/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  if (words === "") return [];
  return words
    .split(/(?<![\w-])(and|or)(?![\w-])/i)
    .map((part) => part.trim())
    .filter((part) => part !== "" && part !== ",")
    .map((part) => (afterNumber && part.length === 1 && unitName(part) !== undefined ? { kind: "text", text: part } : piece(part)));
}

function piece(part: string): Piece {
  if (/^(?:and|or)$/i.test(part)) return { kind: "join", text: part.toLowerCase() };
  if (/^(?:\d+(?:\.\d+)?|\.\d+)$/.test(part)) return { kind: "number", text: part };
  if (/^\d{1,3}(?:,\d{3})+$/.test(part)) return { kind: "number", text: part.replaceAll(",", "") };
  const letter = /^(?:\(([A-Z])\)|([A-Za-z]))$/.exec(part);
  if (letter !== null) return { kind: "letter", text: letter[1] ?? letter[2] };
  if (NAMES.has(part)) return { kind: "command", text: part };
  if (/^[,;]$/.test(part)) return { kind: "mark", text: part };
  return { kind: "text", text: part };
}

const NAMES = new Set(["arcsin", "arccos", "arctan", "sin", "cos", "tan", "cot", "sec", "csc", "log", "ln", "exp", "lcm", "gcd", "max", "min"]);
