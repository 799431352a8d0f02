import { decimal } from "../values/rational.js";
import { ParseFailure } from "./parse-failure.js";
import { readCommand } from "./read-command.js";
import { readMatrix } from "./read-matrix.js";
import { readSymbol } from "./read-symbol.js";
import type { Reader } from "./reader.js";
import type { Tree } from "./tree.js";

/** A number, a name, a call, or something in brackets. @throws {ParseFailure} for what is none of these */
export function readPrimary(reader: Reader): Tree {
  const token = reader.take();
  switch (token.kind) {
    case "number":
      return { type: "number", value: decimal(token.text), decimals: token.text.includes("(") ? 0 : (token.text.split(".")[1]?.length ?? 0) };
    case "letter":
      return readSymbol(token.text, reader);
    case "command":
      return readCommand(token.text, reader);
    case "begin":
      return readMatrix(token.text, reader);
    case "mark":
      return readBracketed(token.text, reader);
    default:
      throw new ParseFailure(`${token.text} where a number or a name is expected`);
  }
}

function readBracketed(mark: string, reader: Reader): Tree {
  if (mark === "(" || mark === "[") return readTuple(mark, reader);
  if (mark === "{") {
    const tree = reader.inside();
    reader.expect("}");
    return tree;
  }
  if (mark === "\\{") return readSet(reader);
  if (mark === "|" || mark === "\\|") {
    const of = reader.insideBars();
    reader.expect(mark);
    return { type: "call", name: "abs", parameters: [of] };
  }
  throw new ParseFailure(`${mark} where a number or a name is expected`);
}

function readTuple(open: "(" | "[", reader: Reader): Tree {
  const tree = reader.inside();
  const close = reader.take().text;
  if (close !== ")" && close !== "]") throw new ParseFailure("a bracket is not closed");
  if (tree.type === "list") return { type: "tuple", items: tree.items, open, close };
  if ((open === "(") !== (close === ")")) throw new ParseFailure("two kinds of brackets around one thing");
  return tree;
}

function readSet(reader: Reader): Tree {
  if (reader.accept("\\}")) return { type: "set", items: [] };
  const tree = reader.insideBars();
  if (reader.accept("|") || reader.accept("mid") || reader.accept(":")) {
    const condition = reader.inside();
    reader.expect("\\}");
    return { type: "builder", variable: tree, condition };
  }
  reader.expect("\\}");
  return { type: "set", items: tree.type === "list" ? tree.items : [tree] };
}
