import { isPrimaryCommand } from "./primary-commands.js";
import type { Reader } from "./reader.js";

/** Whether the next token can be a factor that is multiplied with what stands before it. */
export function startsFactor(reader: Reader): boolean {
  const token = reader.peek();
  if (token === undefined) return false;
  if (token.kind === "mark") return OPENING.has(token.text) || (token.text === "|" && reader.openBars === 0);
  if (token.kind === "command") return isPrimaryCommand(token.text);
  return token.kind === "number" || token.kind === "letter" || token.kind === "begin";
}

const OPENING: ReadonlySet<string> = new Set(["(", "[", "{"]);
