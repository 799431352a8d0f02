import { readFileSync } from "node:fs";
import { UserError } from "@lode/core";

/** A file's text, or undefined where there is none. Throws FILE_UNREADABLE where it is there and cannot be read. */
export function readText(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    if (["ENOENT", "ENOTDIR"].includes((cause as { code?: string }).code ?? "")) return undefined;
    throw new UserError("FILE_UNREADABLE", `cannot read ${file}`, { place: { file }, remedy: "Check the file's permissions.", cause });
  }
}
