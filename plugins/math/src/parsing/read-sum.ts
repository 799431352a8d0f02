import type { Reader } from "./reader.js";
import { readProduct } from "./read-product.js";
import type { Tree } from "./tree.js";

/** Terms with + - ± ∓ between them. A minus between two sets is their difference; that is told apart where values are known. */
export function readSum(reader: Reader): Tree {
  const terms = [readSigned(reader)];
  while (SIGNS.has(sign(reader) ?? "")) terms.push(readSigned(reader));
  return terms.length === 1 ? terms[0] : { type: "sum", terms };
}

function readSigned(reader: Reader): Tree {
  const mark = sign(reader);
  if (mark === undefined || !SIGNS.has(mark)) return readProduct(reader);
  reader.take();
  const of = reader.deeper(() => readSigned(reader));
  if (mark === "+") return of;
  return mark === "-" ? { type: "negative", of } : { type: "plusMinus", of, sign: mark === "pm" ? 1 : -1 };
}

function sign(reader: Reader): string | undefined {
  const token = reader.peek();
  return token?.kind === "mark" || token?.kind === "command" ? token.text : undefined;
}

const SIGNS: ReadonlySet<string> = new Set(["+", "-", "pm", "mp"]);
