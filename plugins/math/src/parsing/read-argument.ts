import { ParseFailure } from "./parse-failure.js";
import type { Reader } from "./reader.js";
import type { Tree } from "./tree.js";

/**
 * What a command or an exponent applies to: a group in braces, else a single sign. Of a number without braces `\frac` takes a digit;
 * an exponent and a root take all of it, since nobody who writes `x^10` means the first digit.
 */
export function readArgument(reader: Reader, takes: "digit" | "number"): Tree {
  if (reader.accept("{")) {
    const tree = reader.inside();
    reader.expect("}");
    return tree;
  }
  const token = reader.peek();
  if (token?.kind === "number" && takes === "digit") {
    return { type: "number", value: { numerator: BigInt(reader.takeDigit().text), denominator: 1n }, decimals: 0 };
  }
  if (token === undefined || token.kind === "text" || token.kind === "join") throw new ParseFailure("an argument is missing");
  return reader.grammar.primary(reader);
}
