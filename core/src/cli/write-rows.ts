import { existsSync } from "node:fs";
import { open, rename, rm, type FileHandle } from "node:fs/promises";
import { UserError } from "../contracts/user-error.js";

/** Appends rows to a file. */
export type AppendRows = (rows: readonly object[]) => Promise<void>;

/**
 * Writes a JSON Lines file while `body` makes its rows: aside, and under its name when `body` is done; where it throws, nothing is left behind. Gives what
 * `body` gives. Throws USAGE where the file exists already and FILE_UNREADABLE where it cannot be written, both before `body` begins.
 */
export async function writeRows<Result>(file: string, body: (append: AppendRows) => Promise<Result>): Promise<Result> {
  if (existsSync(file)) throw new UserError("USAGE", `${file} exists already`, { place: { file }, remedy: "Name another file, or remove it." });
  const aside = `${file}.part`;
  const handle = await opened(aside, file);
  try {
    const result = await body((rows) => handle.appendFile(rows.map((row) => `${JSON.stringify(row)}\n`).join("")));
    await handle.close();
    await rename(aside, file);
    return result;
  } catch (error) {
    await handle.close();
    await rm(aside, { force: true });
    throw error;
  }
}

async function opened(aside: string, file: string): Promise<FileHandle> {
  try {
    return await open(aside, "w");
  } catch (cause) {
    throw new UserError("FILE_UNREADABLE", `cannot write ${file}`, {
      place: { file },
      remedy: "Name a file in a folder that exists and may be written to.",
      cause,
    });
  }
}
