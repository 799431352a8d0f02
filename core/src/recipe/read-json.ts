import { readFileSync } from "node:fs";
import { UserError } from "../contracts/user-error.js";
import { jsonErrorPosition } from "./json-error-position.js";
import { isObject, type JsonObject } from "./json.js";

/** Reads a file that holds one JSON object. Throws FILE_UNREADABLE or JSON_INVALID with line and column. */
export function readJson(file: string): JsonObject {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (cause) {
    throw new UserError("FILE_UNREADABLE", `cannot read ${file}`, { place: { file }, remedy: "Check the path.", cause });
  }
  text = text.replace(/^\uFEFF/, "");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new UserError("JSON_INVALID", `not valid JSON: ${describe(cause, text)}`, { place: { file }, remedy: "Mend the syntax at that place.", cause });
  }
  if (!isObject(value)) throw new UserError("JSON_INVALID", "not a JSON object", { place: { file }, remedy: "Put the content in { … }." });
  return value;
}

function describe(error: unknown, text: string): string {
  const message = error instanceof Error ? error.message : String(error);
  const before = text.slice(0, jsonErrorPosition(text)).split("\n");
  const reason = message.replace(/(?: in JSON)? at position .*$|, (?:\.\.\.)?".*$/s, "");
  return `${reason} at line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}
