import { BudgetExceeded } from "../values/budget-exceeded.js";
import { ParseFailure } from "./parse-failure.js";
import { readClauses } from "./read-clauses.js";
import { Reader } from "./reader.js";
import { tokenize, type NumberStyle } from "./tokenize.js";
import type { Tree } from "./tree.js";

/** Reads an answer in its plain form to a tree; undefined where it is none that this parser knows. @throws {BudgetExceeded} for one that is too long or too deep */
export function parseAnswer(plain: string, style: NumberStyle): Tree | undefined {
  if (plain.length > LONGEST) throw new BudgetExceeded(`more than ${LONGEST} characters`);
  try {
    const reader = new Reader(tokenize(plain, style), readClauses);
    const tree = readClauses(reader);
    return reader.ended ? tree : undefined;
  } catch (error) {
    if (error instanceof ParseFailure || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Characters. */
const LONGEST = 8000;
