import { ParseFailure } from "./parse-failure.js";
import { ACCENTS, FUNCTION_NAMES, SYMBOLS } from "./primary-commands.js";
import { readArgument } from "./read-argument.js";
import { readBigOperator } from "./read-big-operator.js";
import { readFunction } from "./read-function.js";
import { readSubscript } from "./read-subscript.js";
import { readSymbol } from "./read-symbol.js";
import type { Reader } from "./reader.js";
import type { Tree } from "./tree.js";

/** What a command stands for, with its arguments. @throws {ParseFailure} for an unknown command */
export function readCommand(name: string, reader: Reader): Tree {
  const special = SPECIAL[name];
  if (special !== undefined) return special(reader);
  if (name in FUNCTION_NAMES) return readFunction(FUNCTION_NAMES[name], reader);
  if (ACCENTS.has(name)) return readAccented(name, reader);
  if (SYMBOLS.has(name)) return readSymbol(NAMES[name] ?? name, reader);
  throw new ParseFailure(`the command \\${name}`);
}

const NAMES: Readonly<Record<string, string>> = { infty: "infinity", cdots: "...", ldots: "...", dots: "...", vdots: "..." };

const SPECIAL: Readonly<Record<string, (reader: Reader) => Tree>> = {
  frac: (reader) => ({ type: "quotient", above: readArgument(reader, "digit"), below: readArgument(reader, "digit") }),
  binom: (reader) => ({ type: "call", name: "binomial", parameters: [readArgument(reader, "digit"), readArgument(reader, "digit")] }),
  boxed: (reader) => readArgument(reader, "number"),
  sqrt: readRoot,
  sum: (reader) => readBigOperator("sum", reader),
  prod: (reader) => readBigOperator("prod", reader),
  int: (reader) => readBigOperator("int", reader),
  lfloor: (reader) => enclosed("floor", "rfloor", reader),
  lceil: (reader) => enclosed("ceil", "rceil", reader),
  langle: readAngled,
  emptyset: () => ({ type: "set", items: [] }),
  varnothing: () => ({ type: "set", items: [] }),
  gcd: (reader) => listed("gcd", reader),
  lcm: (reader) => listed("lcm", reader),
  max: (reader) => listed("max", reader),
  min: (reader) => listed("min", reader),
};

function readRoot(reader: Reader): Tree {
  if (!reader.accept("[")) return { type: "call", name: "sqrt", parameters: [readArgument(reader, "number")] };
  const degree = reader.inside();
  reader.expect("]");
  return { type: "call", name: "root", parameters: [readArgument(reader, "number"), degree] };
}

function enclosed(name: string, closing: string, reader: Reader): Tree {
  const of = reader.inside();
  reader.expect(closing);
  return { type: "call", name, parameters: [of] };
}

function readAngled(reader: Reader): Tree {
  const tree = reader.inside();
  reader.expect("rangle");
  return { type: "tuple", items: tree.type === "list" ? tree.items : [tree], open: "(", close: ")" };
}

function listed(name: string, reader: Reader): Tree {
  reader.expect("(");
  const tree = reader.inside();
  reader.expect(")");
  return { type: "call", name, parameters: tree.type === "list" ? tree.items : [tree] };
}

function readAccented(name: string, reader: Reader): Tree {
  const of = reader.isSign("{") ? readSubscript(reader) : reader.take().text;
  const symbol = `${name} ${of}`;
  return { type: "symbol", name: reader.accept("_") ? `${symbol}_${readSubscript(reader)}` : symbol };
}
