import type { Reader } from "./reader.js";
import { readSets } from "./read-sets.js";
import { readUnit } from "./read-unit.js";
import type { Relation, Tree } from "./tree.js";

/** A term, or several that are related: `x = 1`, `0 < x < 2`, `x \in S`, `Anna: 3`; with words that follow it. */
export function readRelation(reader: Reader): Tree {
  const parts = [readWithUnit(reader)];
  const operators: Relation[] = [];
  for (let operator = nextOperator(reader); operator !== undefined; operator = nextOperator(reader)) {
    operators.push(operator);
    parts.push(readWithUnit(reader));
  }
  return operators.length === 0 ? parts[0] : { type: "relation", parts, operators };
}

function nextOperator(reader: Reader): Relation | undefined {
  const token = reader.peek();
  if (token === undefined || (token.kind !== "mark" && token.kind !== "command")) return undefined;
  const operator = OPERATORS[token.text];
  if (operator !== undefined) reader.take();
  return operator;
}

/** A term, a ratio or words, and words after it: `3 \text{ cm}^2`. */
function readWithUnit(reader: Reader): Tree {
  const first = reader.peek();
  if (first?.kind === "text") return readWords(reader);
  const value = readRatio(reader);
  if (reader.peek()?.kind !== "text") return value;
  return { type: "quantity", value, unit: readUnit(reader) };
}

/** Words that stand first. A colon makes them the name of what follows; anything else makes the whole of it words. */
function readWords(reader: Reader): Tree {
  const words: Tree = { type: "text", text: readUnit(reader) };
  const token = reader.peek();
  if (token?.text === ":" && reader.accept(":")) return { type: "relation", parts: [words, readWithUnit(reader)], operators: ["="] };
  return words;
}

function readRatio(reader: Reader): Tree {
  const terms = [readSets(reader)];
  while (reader.openBars === 0 && reader.isSign(":") && reader.peek(1) !== undefined) {
    reader.take();
    terms.push(readSets(reader));
  }
  return terms.length === 1 ? terms[0] : { type: "ratio", terms };
}

const OPERATORS: Readonly<Record<string, Relation>> = {
  "=": "=",
  "<": "<",
  ">": ">",
  "<=": "<=",
  ">=": ">=",
  "!=": "!=",
  approx: "approximately",
  simeq: "approximately",
  sim: "approximately",
  in: "in",
  equiv: "equivalent",
  colon: "=",
};
