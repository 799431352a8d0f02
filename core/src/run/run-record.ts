import type { Composition } from "../recipe/compose.js";
import { contentHash } from "../recipe/content-hash.js";
import type { JsonObject } from "../recipe/json.js";
import { replaceAt } from "../recipe/replace-at.js";
import { coreVersion } from "../plugin/core-version.js";

/** The content hash of a composition; `weights` has the hashes of the recipes that its weights come from, by pointer. */
export function hashOf(composition: Composition, weights: Readonly<Record<string, string>>): string {
  return contentHash({ recipe: withoutWeights(composition), versions: versionsOf(composition), weights });
}

/** `recipe.json` of a run: a recipe with every value written out, and under `$run` what it was run with. */
export function runRecord(composition: Composition, recipe: JsonObject, ran: { readonly hash: string; readonly engine: JsonObject }): JsonObject {
  return { ...recipe, $run: { ...ran, versions: versionsOf(composition) } };
}

/** Versions of the core and the plugins, by name. */
export function versionsOf(composition: Composition): Record<string, string> {
  return { "@lode/core": coreVersion(), ...Object.fromEntries(composition.plugins.map((plugin) => [plugin.name, plugin.version])) };
}

/** Paths of weights do not count, only the contents that they lead to. */
function withoutWeights(composition: Composition): JsonObject {
  return composition.weights.reduce((recipe, pointer) => replaceAt(recipe, pointer, undefined), composition.resolved);
}
