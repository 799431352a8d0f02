import { UserError } from "../contracts/user-error.js";
import { withAbsolutePlugins } from "./absolute-plugins.js";
import { withEngineInFull } from "./engine-in-full.js";
import { isObject, type Json, type JsonObject } from "./json.js";
import { mergeRecipes, sourced, type SourcedRecipe } from "./merge-recipes.js";

/** Lays `--set key.key=value` upon a recipe, in order. A value is JSON, or else a string; null removes. */
export function applyOverrides(recipe: SourcedRecipe, overrides: readonly string[], directory: string): SourcedRecipe {
  return overrides.reduce((under, override) => {
    const over = withEngineInFull(withAbsolutePlugins(parseOverride(override, under.value), directory));
    return mergeRecipes(under, sourced(over, { label: `--set ${override}`, directory }));
  }, recipe);
}

function parseOverride(override: string, recipe: JsonObject): JsonObject {
  const equals = override.indexOf("=");
  const keys = override.slice(0, equals).split(".");
  if (equals < 1 || keys.some((key) => key === "")) {
    throw new UserError("USAGE", `--set ${override} is not KEY=VALUE`, { remedy: "Write for example --set objective.klCoefficient=0.1" });
  }
  const text = override.slice(equals + 1);
  return nest(keys, parseValue(text), recipe) as JsonObject;
}

function parseValue(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

/** `a.b=v` as `{a: {b: v}}`; a key that meets an inherited list is an index, and the list is copied with that entry changed. */
function nest(keys: readonly string[], value: Json, inherited: Json | undefined): Json {
  const [key, ...rest] = keys;
  if (key === undefined) return value;
  if (Array.isArray(inherited)) return changeEntry(inherited as readonly Json[], keys, value);
  const under = isObject(inherited) && Object.hasOwn(inherited, key) ? inherited[key] : undefined;
  return JSON.parse(`{${JSON.stringify(key)}:${JSON.stringify(nest(rest, value, under))}}`) as JsonObject;
}

/** As everywhere, objects merge and null removes. */
function changeEntry(list: readonly Json[], [index, ...rest]: readonly string[], value: Json): Json {
  const place = Number(index);
  if (!/^\d+$/.test(index) || place >= list.length) {
    const remedy = list.length === 0 ? "Set the whole list." : `Use an index from 0 to ${list.length - 1}.`;
    throw new UserError("USAGE", `--set: there is no entry ${index} in a list of ${list.length}`, { remedy });
  }
  const changed = merge(list[place], nest(rest, value, list[place]));
  return list.flatMap((entry, at) => (at !== place ? [entry] : changed === null ? [] : [changed]));
}

function merge(entry: Json, change: Json): Json {
  const nowhere = { label: "", directory: "" };
  const merged = mergeRecipes(sourced({ entry }, nowhere), sourced({ entry: change }, nowhere)).value;
  return Object.hasOwn(merged, "entry") ? merged.entry : null;
}
