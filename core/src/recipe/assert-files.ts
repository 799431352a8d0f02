import { accessSync, constants, statSync } from "node:fs";
import { UserError } from "../contracts/user-error.js";
import type { JsonObject } from "./json.js";
import { sourceOf, type SourcedRecipe } from "./merge-recipes.js";
import { valueAt } from "./value-at.js";

/** Throws FILE_UNREADABLE for the first of the options at these pointers that names no file which can be read. */
export function assertFiles(recipe: SourcedRecipe, resolved: JsonObject, pointers: readonly string[]): void {
  for (const pointer of pointers) {
    const file = valueAt(resolved, pointer) as string;
    try {
      accessSync(file, constants.R_OK);
      if (statSync(file).isFile()) continue;
    } catch (cause) {
      throw unreadable(recipe, pointer, `cannot read ${file}`, cause);
    }
    throw unreadable(recipe, pointer, `${file} is no file`);
  }
}

function unreadable(recipe: SourcedRecipe, pointer: string, what: string, cause?: unknown): UserError {
  const { label } = sourceOf(recipe, pointer);
  return new UserError("FILE_UNREADABLE", what, {
    place: { file: label, pointer },
    remedy: `Correct the path: it is relative to the folder of ${label}.`,
    cause,
  });
}
