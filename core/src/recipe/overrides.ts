import { UserError } from "../contracts/user-error.js";
import { isObject, type Json, type JsonObject } from "./json.js";
import { mergeRecipes, sourced, type SourcedRecipe } from "./merge-recipes.js";

/** Lays `--set key.key=value` upon a recipe, in order. A value is JSON, or else a string; null removes. */
export function applyOverrides(recipe: SourcedRecipe, overrides: readonly string[], directory: string): SourcedRecipe {
  return overrides.reduce(
    (under, override) => mergeRecipes(under, sourced(parseOverride(override, under.value), { label: `--set ${override}`, directory })),
    recipe,
  );
}

function parseOverride(override: string, recipe: JsonObject): JsonObject {
  const equals = override.indexOf("=");
  const keys = override.slice(0, equals).split(".");
  if (equals < 1 || keys.some((key) => key === "")) {
    throw new UserError("USAGE", `--set ${override} is not KEY=VALUE`, { remedy: "Write for example --set objective.klCoefficient=0.1" });
  }
  const text = override.slice(equals + 1);
  return nest(keys, parseValue(text), recipe);
}

function parseValue(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

/** `a.b=v` as `{a: {b: v}}`; a key that meets an inherited array is an index, and the array is copied with that entry changed. */
function nest(keys: readonly string[], value: Json, inherited: Json | undefined): JsonObject {
  const [key, ...rest] = keys;
  const under = isObject(inherited) && Object.hasOwn(inherited, key) ? inherited[key] : undefined;
  const inner = rest.length === 0 ? value : Array.isArray(under) ? replaceEntry(under as readonly Json[], rest, value) : nest(rest, value, under);
  return JSON.parse(`{${JSON.stringify(key)}:${JSON.stringify(inner)}}`) as JsonObject;
}

function replaceEntry(list: readonly Json[], [index, ...rest]: readonly string[], value: Json): Json {
  const place = Number(index);
  if (!Number.isInteger(place) || place < 0 || place >= list.length) {
    throw new UserError("USAGE", `--set: there is no entry ${index} in a list of ${list.length}`, { remedy: `Use an index from 0 to ${list.length - 1}.` });
  }
  const changed = rest.length === 0 ? value : { ...(isObject(list[place]) ? list[place] : {}), ...nest(rest, value, list[place]) };
  return list.map((entry, at) => (at === place ? changed : entry));
}
