import { readFileSync } from "node:fs";
import { UserError } from "../contracts/user-error.js";
import { isObject, type JsonObject } from "../recipe/json.js";

export interface JsonLine {
  /** File and line, for messages. */
  readonly place: string;
  readonly value: JsonObject;
}

/** The objects of a JSON Lines file; empty lines are passed over. Throws FILE_UNREADABLE, or JSON_INVALID with the line. */
export function readJsonLines(file: string): readonly JsonLine[] {
  const lines = readText(file)
    .replace(/^\uFEFF/, "")
    .split("\n");
  return lines.flatMap((text, index) => (text.trim() === "" ? [] : [readLine(text, `${file}:${index + 1}`)]));
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw new UserError("FILE_UNREADABLE", `cannot read ${file}`, { place: { file }, remedy: "Check the path.", cause });
  }
}

function readLine(text: string, place: string): JsonLine {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    const { message } = cause as Error;
    throw new UserError("JSON_INVALID", `not valid JSON: ${message}`, { place: { file: place }, remedy: "Write one JSON object a line.", cause });
  }
  if (!isObject(value)) throw new UserError("JSON_INVALID", "not a JSON object", { place: { file: place }, remedy: "Write one JSON object a line." });
  return { place, value };
}
