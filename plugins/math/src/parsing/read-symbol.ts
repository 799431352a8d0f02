import { readSubscript } from "./read-subscript.js";
import type { Reader } from "./reader.js";
import type { Tree } from "./tree.js";

/** A name with its subscript and primes, and with its arguments where it is a function's. */
export function readSymbol(letter: string, reader: Reader): Tree {
  let name = letter;
  if (reader.accept("_")) name += `_${readSubscript(reader)}`;
  while (reader.accept("'")) name += "'";
  if (!reader.isSign("(") || !isApplied(letter, reader)) return { type: "symbol", name };
  reader.take();
  const tree = reader.inside();
  reader.expect(")");
  return { type: "call", name: `function ${name}`, parameters: tree.type === "list" ? tree.items : [tree] };
}

/** `f(…)` is a function's value, `P(x)` and `h(2)` too; but `h(a+b)` is a product. */
function isApplied(letter: string, reader: Reader): boolean {
  if (!FUNCTIONS.has(letter)) return false;
  const argument = reader.peek(1);
  return ALWAYS.has(letter) || ((argument?.kind === "letter" || argument?.kind === "number") && reader.isSign(")", 2));
}

const ALWAYS: ReadonlySet<string> = new Set(["f", "g"]);
const FUNCTIONS: ReadonlySet<string> = new Set(["f", "g", "h", "p", "q", "F", "G", "H", "P", "Q", "W", "T", "S"]);
