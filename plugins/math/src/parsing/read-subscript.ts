import { ParseFailure } from "./parse-failure.js";
import type { Reader } from "./reader.js";

/** What a `_` is followed by, as it is written. */
export function readSubscript(reader: Reader): string {
  if (!reader.accept("{")) return reader.take().text;
  let subscript = "";
  for (let depth = 1; ;) {
    const token = reader.take();
    if (token.text === "{") depth++;
    else if (token.text === "}" && --depth === 0) return subscript;
    else if (token.kind === "begin") throw new ParseFailure("a matrix as a subscript");
    else subscript += token.text;
  }
}
