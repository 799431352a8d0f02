import type { Composition } from "../recipe/compose.js";
import { contentHash } from "../recipe/content-hash.js";
import type { JsonObject } from "../recipe/json.js";
import { replaceAt } from "../recipe/replace-at.js";
import { valueAt } from "../recipe/value-at.js";
import { coreVersion } from "../plugin/core-version.js";
import { fileHash } from "./file-hash.js";

/** The content hash of a composition; `weights` has the hashes of the recipes that its weights come from, by pointer. */
export function hashOf(composition: Composition, weights: Readonly<Record<string, string>>): string {
  return contentHash({ recipe: withFileHashes(composition), versions: versionsOf(composition), weights });
}

/** `recipe.json` of a run: a recipe with every value written out, and under `$run` what it was run with. */
export function runRecord(composition: Composition, recipe: JsonObject, ran: { readonly hash: string; readonly engine: JsonObject }): JsonObject {
  const files = fileHashes(composition);
  return { ...recipe, $run: { ...ran, versions: versionsOf(composition), ...(Object.keys(files).length > 0 && { files }) } };
}

/** Versions of the core and the plugins, by name. */
export function versionsOf(composition: Composition): Record<string, string> {
  return { "@lode/core": coreVersion(), ...Object.fromEntries(composition.plugins.map((plugin) => [plugin.name, plugin.version])) };
}

/** Hashes of the contents of the files that a composition's options name, by pointer. */
export function fileHashes({ resolved, files }: Composition): Record<string, string> {
  return Object.fromEntries(files.map((pointer) => [pointer, fileHash(valueAt(resolved, pointer) as string)]));
}

/** Nor do paths of files, only what the files contain. */
function withFileHashes(composition: Composition): JsonObject {
  return Object.entries(fileHashes(composition)).reduce((recipe, [pointer, hash]) => replaceAt(recipe, pointer, hash), withoutWeights(composition));
}

/** Paths of weights do not count, only the contents that they lead to. */
function withoutWeights(composition: Composition): JsonObject {
  return composition.weights.reduce((recipe, pointer) => replaceAt(recipe, pointer, undefined), composition.resolved);
}
