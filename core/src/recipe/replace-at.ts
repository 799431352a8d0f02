import type { Json, JsonObject } from "./json.js";

/** A copy of a recipe with another value at a JSON pointer that it has; undefined removes it. */
export function replaceAt(recipe: JsonObject, pointer: string, replacement: Json | undefined): JsonObject {
  const copy = structuredClone(recipe) as Record<string, Json>;
  const keys = pointer.slice(1).split("/");
  const last = keys.pop() ?? "";
  const parent = keys.reduce<Record<string, Json>>((value, key) => value[key] as Record<string, Json>, copy);
  if (replacement === undefined) Reflect.deleteProperty(parent, last);
  else parent[last] = replacement;
  return copy;
}
