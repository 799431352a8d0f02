import { BudgetExceeded } from "../values/budget-exceeded.js";
import type { Grammar } from "./grammar.js";
import { ParseFailure } from "./parse-failure.js";
import { readClauses } from "./read-clauses.js";
import { readFactor } from "./read-factor.js";
import { readPrimary } from "./read-primary.js";
import { readProduct } from "./read-product.js";
import { readRelation } from "./read-relation.js";
import { Reader } from "./reader.js";
import { tokenize, type NumberStyle } from "./tokenize.js";
import type { Tree } from "./tree.js";

/** Reads an answer in its plain form to a tree; undefined where it is none that this parser knows. @throws {BudgetExceeded} for one that is too long or too deep */
export function parseAnswer(plain: string, style: NumberStyle): Tree | undefined {
  if (plain.length > LONGEST) throw new BudgetExceeded(`more than ${LONGEST} characters`);
  try {
    const reader = new Reader(tokenize(plain, style), GRAMMAR);
    const tree = readClauses(reader);
    return reader.ended ? tree : undefined;
  } catch (error) {
    if (error instanceof ParseFailure || error instanceof RangeError) return undefined;
    throw error;
  }
}

const GRAMMAR: Grammar<Reader> = {
  clauses: readClauses,
  relation: readRelation,
  product: readProduct,
  factor: readFactor,
  primary: readPrimary,
};

/** Characters. */
const LONGEST = 8000;
