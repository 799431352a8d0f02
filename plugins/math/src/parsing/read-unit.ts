import type { Reader } from "./reader.js";
import { unitName } from "./unit-name.js";

/** Words in a row, with powers and a slash between them, under the name of the unit if they are one. */
export function readUnit(reader: Reader): string {
  let unit = "";
  for (;;) {
    const part = readWord(unit, reader) ?? readPower(reader) ?? readSlash(reader);
    if (part === undefined) return unitName(unit) ?? unit.toLowerCase();
    unit += part;
  }
}

function readWord(before: string, reader: Reader): string | undefined {
  if (reader.peek()?.kind !== "text") return undefined;
  const word = reader.take().text;
  return before === "" || before.endsWith("/") ? word : ` ${word}`;
}

function readPower(reader: Reader): string | undefined {
  if (!reader.isSign("^")) return undefined;
  const braced = reader.isSign("{", 1) && reader.isSign("}", 3);
  const power = reader.peek(braced ? 2 : 1);
  if (power?.kind !== "number") return undefined;
  for (let token = 0; token < (braced ? 4 : 2); token++) reader.take();
  return `^${power.text}`;
}

function readSlash(reader: Reader): string | undefined {
  if (!reader.isSign("/") || reader.peek(1)?.kind !== "text") return undefined;
  reader.take();
  return "/";
}
