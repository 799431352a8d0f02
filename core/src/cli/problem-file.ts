import { closeSync, openSync, readSync } from "node:fs";
import { resolve } from "node:path";
import { UserError } from "../contracts/user-error.js";
import { isObject, type JsonObject } from "../recipe/json.js";

/** The options of the data set `files` that read every problem of a file once, in order. Throws FILE_UNREADABLE. */
export function problemFile(file: string, layout: string, directory: string): JsonObject {
  const options = { use: "files", paths: [file], layout, deduplicate: false, shuffle: false };
  return hasOwnPrompts(file, directory) ? { ...options, prompt: { style: "own" } } : options;
}

/** Whether the first row has a whole prompt and no question: then questions are not asked for. */
function hasOwnPrompts(file: string, directory: string): boolean {
  const [line] = beginning(file, directory).split("\n", 1);
  try {
    const row: unknown = JSON.parse(line);
    return isObject(row) && Object.hasOwn(row, "prompt") && !Object.hasOwn(row, "question");
  } catch {
    // Not JSON Lines, or a row longer than what was read: the data set says what is wrong, if anything is.
    return false;
  }
}

function beginning(file: string, directory: string): string {
  try {
    const opened = openSync(resolve(directory, file), "r");
    try {
      const bytes = Buffer.alloc(LONGEST_ROW);
      return bytes.toString("utf8", 0, readSync(opened, bytes, 0, LONGEST_ROW, 0));
    } finally {
      closeSync(opened);
    }
  } catch (cause) {
    throw new UserError("FILE_UNREADABLE", `cannot read ${file}`, { place: { file }, remedy: "Check the path and who may read it.", cause });
  }
}

/** Bytes. */
const LONGEST_ROW = 1 << 16;
