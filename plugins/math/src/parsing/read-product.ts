import { ParseFailure } from "./parse-failure.js";
import { readFactor } from "./read-factor.js";
import type { Reader } from "./reader.js";
import { startsFactor } from "./starts-factor.js";
import type { Tree } from "./tree.js";

/** Factors with signs of multiplication and division between them, or none. A whole number before a proper fraction is a mixed number. */
export function readProduct(reader: Reader): Tree {
  let tree = readFactor(reader);
  for (;;) {
    if (reader.accept("*")) tree = times(tree, readSignedFactor(reader));
    else if (reader.accept("/")) tree = { type: "quotient", above: tree, below: readSignedFactor(reader) };
    else if (reader.accept("bmod") || reader.accept("mod")) tree = { type: "call", name: "mod", parameters: [tree, readFactor(reader)] };
    else if (startsFactor(reader)) tree = juxtaposed(tree, reader);
    else return tree;
  }
}

function readSignedFactor(reader: Reader): Tree {
  if (reader.accept("-")) return { type: "negative", of: reader.deeper(() => readSignedFactor(reader)) };
  return readFactor(reader);
}

function juxtaposed(tree: Tree, reader: Reader): Tree {
  const next = reader.peek();
  if (next?.kind === "number") return mixed(tree, plainFraction(tree, reader)) ?? fail();
  const factor = readFactor(reader);
  if (reader.isSign("^")) fail();
  return mixed(tree, factor) ?? times(tree, factor);
}

/** `1/4` after `3 `: only there is a number after a number no mistake. */
function plainFraction(whole: Tree, reader: Reader): Tree {
  if (whole.type !== "number" || reader.peek()?.spaced !== true || !reader.isSign("/", 1) || reader.peek(2)?.kind !== "number") fail();
  const above = readFactor(reader);
  reader.expect("/");
  return { type: "quotient", above, below: readFactor(reader) };
}

function mixed(whole: Tree, fraction: Tree): Tree | undefined {
  if (whole.type !== "number" || whole.value.denominator !== 1n || whole.decimals > 0 || fraction.type !== "quotient") return undefined;
  const { above, below } = fraction;
  if (above.type !== "number" || below.type !== "number" || above.value.denominator !== 1n || below.value.denominator !== 1n) return undefined;
  return above.value.numerator < below.value.numerator ? { type: "sum", terms: [whole, fraction] } : undefined;
}

function times(tree: Tree, factor: Tree): Tree {
  return { type: "product", factors: tree.type === "product" ? [...tree.factors, factor] : [tree, factor] };
}

function fail(): never {
  throw new ParseFailure("a number after a number");
}
