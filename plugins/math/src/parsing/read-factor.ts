import { ParseFailure } from "./parse-failure.js";
import { readArgument } from "./read-argument.js";
import { readPrimary } from "./read-primary.js";
import { readSubscript } from "./read-subscript.js";
import type { Reader } from "./reader.js";
import type { Tree } from "./tree.js";

/** Something with what follows it closely: powers, factorials, primes, degrees, percent. */
export function readFactor(reader: Reader): Tree {
  let tree = readPrimary(reader);
  for (;;) {
    if (reader.accept("^")) tree = raised(tree, reader);
    else if (reader.accept("!")) tree = { type: "call", name: "factorial", parameters: [tree] };
    else if (reader.accept("%")) tree = { type: "quantity", value: tree, unit: "%" };
    else if (reader.accept("circ") || reader.accept("degree")) tree = { type: "quantity", value: tree, unit: "degree" };
    else if (reader.isSign("_") && tree.type === "number") return based(tree, reader);
    else return tree;
  }
}

function raised(base: Tree, reader: Reader): Tree {
  if (reader.accept("circ") || braced("circ", reader)) return { type: "quantity", value: base, unit: "degree" };
  if (reader.accept("prime") || braced("prime", reader)) return primed(base);
  const negative = reader.accept("-");
  const exponent = reader.deeper(() => readArgument(reader, "number"));
  return { type: "power", base, exponent: negative ? { type: "negative", of: exponent } : exponent };
}

function braced(command: string, reader: Reader): boolean {
  if (!reader.isSign("{") || !reader.isSign(command, 1) || !reader.isSign("}", 2)) return false;
  for (let token = 0; token < 3; token++) reader.take();
  return true;
}

function primed(base: Tree): Tree {
  if (base.type !== "symbol") throw new ParseFailure("a prime after something else than a letter");
  return { type: "symbol", name: `${base.name}'` };
}

function based(number: Tree & { readonly type: "number" }, reader: Reader): Tree {
  reader.expect("_");
  if (number.decimals > 0) throw new ParseFailure("a base of a decimal");
  const base = readSubscript(reader).replace(/^\((.*)\)$/, "$1");
  return { type: "based", digits: number.value.numerator.toString(), base };
}
