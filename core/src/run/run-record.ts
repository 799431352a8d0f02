import type { Composition } from "../recipe/compose.js";
import { contentHash } from "../recipe/content-hash.js";
import type { JsonObject } from "../recipe/json.js";
import { coreVersion } from "../plugin/core-version.js";

/** The content hash of a composition; `weights` has the hashes of the recipes that its weights come from, by pointer. */
export function hashOf(composition: Composition, weights: Readonly<Record<string, string>>): string {
  return contentHash({ recipe: withoutWeights(composition), versions: versionsOf(composition), weights });
}

/** `recipe.json` of a run: a recipe with every value written out, and under `$run` what it was run with. */
export function runRecord(composition: Composition, recipe: JsonObject, ran: { readonly hash: string; readonly engine: string }): JsonObject {
  return { ...recipe, $run: { ...ran, versions: versionsOf(composition) } };
}

/** Versions of the core and the plugins, by name. */
export function versionsOf(composition: Composition): Record<string, string> {
  return { "@lode/core": coreVersion(), ...Object.fromEntries(composition.plugins.map((plugin) => [plugin.name, plugin.version])) };
}

/** Paths of weights do not count, only the contents that they lead to. */
function withoutWeights(composition: Composition): JsonObject {
  const copy = structuredClone(composition.resolved) as Record<string, never>;
  for (const pointer of composition.weights) {
    const keys = pointer.slice(1).split("/");
    const last = keys.pop() ?? "";
    const parent = keys.reduce<Record<string, never>>((value, key) => value[key], copy);
    Reflect.deleteProperty(parent, last);
  }
  return copy;
}
