import { existsSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { RECIPE_FILE } from "../run/run-folder.js";

/** True when the path is a run folder and not a recipe file. */
export function isRunFolder(path: string, directory: string): boolean {
  const place = resolve(directory, path);
  return existsSync(place) && statSync(place).isDirectory() && existsSync(join(place, RECIPE_FILE));
}
