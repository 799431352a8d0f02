import type { Json, JsonObject } from "./json.js";

/** The value of a recipe at a JSON pointer that it has. */
export function valueAt(recipe: JsonObject, pointer: string): Json {
  return pointer
    .slice(1)
    .split("/")
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce<Json>((part, key) => (part as Readonly<Record<string, Json>>)[key], recipe);
}
