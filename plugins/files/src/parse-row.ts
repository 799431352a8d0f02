import { RowFault } from "./row-fault.js";

/** The JSON value of a row's bytes; a byte order mark counts for nothing. Throws a RowFault. */
export function parseRow(bytes: Uint8Array): unknown {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new RowFault(undefined, "the row is not valid UTF-8", "Write the file in UTF-8.");
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new RowFault(undefined, "the row is not valid JSON", "Mend its syntax: one object in one line, or the elements of one list.");
  }
}
