import { UserError } from "@lode/core";
import { readText } from "./read-text.js";

/** A file's JSON, or undefined where there is none. Throws RUN_DAMAGED where it is not JSON. */
export function readJson<Value>(file: string): Value | undefined {
  const text = readText(file);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as Value;
  } catch (cause) {
    throw new UserError("RUN_DAMAGED", `${file} is not JSON`, { place: { file }, remedy: "Restore it from a copy, or run again.", cause });
  }
}
