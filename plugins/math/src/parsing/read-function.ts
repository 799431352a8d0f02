import { ParseFailure } from "./parse-failure.js";
import { FUNCTION_NAMES } from "./primary-commands.js";
import { readArgument } from "./read-argument.js";
import type { Reader } from "./reader.js";
import { startsFactor } from "./starts-factor.js";
import type { Tree } from "./tree.js";

/** A function's power, base and argument: `\sin^2 x`, `\log_2(8)`, `\cos 2x`. An exponent of -1 is the inverse. */
export function readFunction(name: string, reader: Reader): Tree {
  const base = reader.accept("_") ? readArgument(reader, "number") : undefined;
  const exponent = reader.accept("^") ? readExponent(reader) : undefined;
  const argument = readApplied(reader);
  if (exponent !== undefined && isMinusOne(exponent)) {
    if (!INVERTIBLE.has(name)) throw new ParseFailure(`an inverse of ${name}`);
    return { type: "call", name: `arc${name}`, parameters: [argument] };
  }
  const call: Tree = { type: "call", name: base === undefined ? name : "logarithm", parameters: base === undefined ? [argument] : [argument, base] };
  return exponent === undefined ? call : { type: "power", base: call, exponent };
}

function readExponent(reader: Reader): Tree {
  if (reader.accept("-")) return { type: "negative", of: readArgument(reader, "digit") };
  return readArgument(reader, "digit");
}

/** Brackets end an argument; without them it goes on to the next sign, bracket or function. */
function readApplied(reader: Reader): Tree {
  if (OPENING.has(reader.peek()?.text ?? "")) return reader.deeper(() => readArgument(reader, "number"));
  const factors = [reader.deeper(() => reader.grammar.factor(reader))];
  while (startsFactor(reader) && !endsArgument(reader.peek()?.text ?? "")) factors.push(reader.grammar.factor(reader));
  return factors.length === 1 ? factors[0] : { type: "product", factors };
}

function endsArgument(text: string): boolean {
  return text === "(" || text in FUNCTION_NAMES;
}

const OPENING: ReadonlySet<string> = new Set(["(", "[", "{", "|"]);

function isMinusOne(tree: Tree): boolean {
  return tree.type === "negative" && tree.of.type === "number" && tree.of.value.numerator === 1n && tree.of.value.denominator === 1n;
}

const INVERTIBLE: ReadonlySet<string> = new Set(["sin", "cos", "tan"]);
