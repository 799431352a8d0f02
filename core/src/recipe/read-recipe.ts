import { createRequire } from "node:module";
import { dirname, isAbsolute, resolve } from "node:path";
import { existsSync } from "node:fs";
import { UserError } from "../contracts/user-error.js";
import { withAbsolutePlugins } from "./absolute-plugins.js";
import { withEngineInFull, withNamedEngine } from "./engine-in-full.js";
import { applyOverrides } from "./overrides.js";
import type { JsonObject } from "./json.js";
import { mergeRecipes, sourced, type Source, type SourcedRecipe } from "./merge-recipes.js";
import { readJson } from "./read-json.js";

/**
 * Reads a recipe with all that it extends and lays `--set` values upon it. Plugin paths become absolute, since each is relative to the
 * file that names it. `directory` is what paths in a recipe object and in `--set` are relative to.
 */
export function readRecipe(recipe: string | JsonObject, overrides: readonly string[], directory: string): SourcedRecipe {
  const base = typeof recipe === "string" ? readChain(resolve(directory, recipe), []) : inherit(recipe, { label: "recipe", directory }, []);
  const whole = applyOverrides(base, overrides, directory);
  return { ...whole, value: withNamedEngine(whole.value) };
}

function readChain(file: string, parents: readonly string[]): SourcedRecipe {
  if (parents.includes(file)) {
    throw new UserError("RECIPE_EXTENDS_CYCLE", `recipes extend one another: ${[...parents, file].join(" → ")}`, {
      place: { file: parents.at(-1), pointer: "/extends" },
      remedy: 'Remove one "extends" of the circle.',
    });
  }
  return inherit(readJson(file), { label: file, directory: dirname(file) }, [...parents, file]);
}

function inherit(value: JsonObject, source: Source, parents: readonly string[]): SourcedRecipe {
  const { extends: parent, $schema: _schema, $run: _run, ...own } = value;
  const mine = sourced(withEngineInFull(withAbsolutePlugins(own, source.directory)), source);
  if (parent === undefined) return mergeRecipes(sourced({}, source), mine);
  if (typeof parent !== "string") {
    throw new UserError("RECIPE_INVALID_VALUE", '"extends" must be a string', {
      place: { file: source.label, pointer: "/extends" },
      remedy: "Name one recipe file.",
    });
  }
  const file = findRecipe(parent, source.directory);
  if (!existsSync(file)) {
    throw new UserError("FILE_UNREADABLE", `there is no recipe ${file}`, {
      place: { file: source.label, pointer: "/extends" },
      remedy: 'Correct "extends": a path relative to this file, or a file in an installed package.',
    });
  }
  const merged = mergeRecipes(readChain(file, parents), mine);
  // What is missing at the top is missing in the recipe that was asked for, not in the one at the root.
  return { ...merged, sources: new Map(merged.sources).set("", source) };
}

/** A path relative to `directory`, or a file in a package: "@lode/recipes/arithmetic/oreal.json". */
export function findRecipe(name: string, directory: string): string {
  const path = resolve(directory, name);
  if (name.startsWith(".") || isAbsolute(name) || existsSync(path)) return path;
  for (const origin of [resolve(directory, "recipe.json"), import.meta.url]) {
    try {
      return createRequire(origin).resolve(name);
    } catch {
      // Not installed beside that file: the next origin is tried, and the path itself reported when none has it.
    }
  }
  return path;
}
