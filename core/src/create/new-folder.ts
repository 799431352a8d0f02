import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { UserError } from "../contracts/user-error.js";

/** Writes files into a folder that is not there yet. Throws a UserError (USAGE) where something is. */
export function writeNewFolder(folder: string, files: ReadonlyMap<string, string>): void {
  if (existsSync(folder)) {
    throw new UserError("USAGE", `${folder} exists already`, { place: { file: folder }, remedy: "Name another folder with --out, or remove this one." });
  }
  for (const [path, text] of files) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
