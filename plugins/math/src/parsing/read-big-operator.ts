import { readArgument } from "./read-argument.js";
import type { Reader } from "./reader.js";
import type { Tree } from "./tree.js";

/** A sum, product or integral with its bounds: parameters are the body and, where given, the lower bound (with its variable) and the upper. */
export function readBigOperator(name: string, reader: Reader): Tree {
  const bounds: Record<string, Tree> = {};
  for (let mark = bound(reader); mark !== undefined; mark = bound(reader)) bounds[mark] = readArgument(reader, "number");
  const body = reader.deeper(() => reader.grammar.product(reader));
  return { type: "call", name, parameters: [body, ...["_", "^"].flatMap((mark) => (mark in bounds ? [bounds[mark]] : []))] };
}

function bound(reader: Reader): "_" | "^" | undefined {
  if (reader.accept("_")) return "_";
  return reader.accept("^") ? "^" : undefined;
}
