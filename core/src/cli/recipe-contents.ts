import { compose, type ComposeSettings, type Composition } from "../recipe/compose.js";
import type { JsonObject } from "../recipe/json.js";
import { replaceAt } from "../recipe/replace-at.js";
import { namedWeights, weightHashes, withAbsoluteWeights, type NamedWeights } from "../run/initial-weights.js";
import { fileHashes, hashOf, versionsOf } from "../run/run-record.js";

/** What a recipe computes, and how to tell it from another. */
export interface RecipeContents {
  readonly composition: Composition;
  /** Every value written out, paths absolute: it says the same wherever it is written. */
  readonly recipe: JsonObject;
  /** The same, with weights and files by what they lead to and not by where it lies: for `diffRecipes`. */
  readonly comparable: JsonObject;
  /** Of the contents, as a run of it has in `$run`. */
  readonly hash: string;
  /** Of the core and the plugins, by name. */
  readonly versions: Readonly<Record<string, string>>;
  /** Where weights come from, by pointer, and the content hashes of that. */
  readonly weights: Readonly<Record<string, NamedWeights & { readonly hash: string }>>;
}

/** Composes a recipe, and those that it starts from; trains nothing. Throws a UserError. */
export async function recipeContents(recipe: string | JsonObject, settings: ComposeSettings = {}): Promise<RecipeContents> {
  const composition = await compose(recipe, settings);
  const hashes = await weightHashes(composition);
  const named = Object.entries(namedWeights(composition));
  return {
    composition,
    recipe: withAbsoluteWeights(composition),
    comparable: Object.entries({ ...hashes, ...fileHashes(composition) }).reduce<JsonObject>(
      (whole, [pointer, hash]) => replaceAt(whole, pointer, hash),
      composition.resolved,
    ),
    hash: hashOf(composition, hashes),
    versions: versionsOf(composition),
    weights: Object.fromEntries(named.map(([pointer, weights]) => [pointer, { ...weights, hash: hashes[pointer] }])),
  };
}
