import { readdirSync } from "node:fs";
import { join } from "node:path";
import { REPOSITORY } from "./tiny.js";

export const RECIPES = join(REPOSITORY, "recipes");

/** The recipes of the folder: every JSON file that is no package and no suite. */
export const recipeFiles: readonly string[] = readdirSync(RECIPES, { recursive: true, encoding: "utf8" })
  .map((name) => name.replaceAll("\\", "/"))
  .filter((name) => name.endsWith(".json") && !/(^|\/)package\.json$|compare|suite/.test(name) && !name.includes("node_modules/"))
  .sort();
