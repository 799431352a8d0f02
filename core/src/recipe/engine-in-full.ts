import { isObject, type JsonObject } from "./json.js";

/** `"engine": "onnx"` is short for `"engine": { "use": "onnx" }`; in full, options can be laid upon it. */
export function withEngineInFull(recipe: JsonObject): JsonObject {
  return typeof recipe.engine === "string" ? { ...recipe, engine: { use: recipe.engine } } : recipe;
}

/** Options of whatever engine is taken: without a name it is "auto". */
export function withNamedEngine(recipe: JsonObject): JsonObject {
  const { engine } = recipe;
  return isObject(engine) && !Object.hasOwn(engine, "use") ? { ...recipe, engine: { use: "auto", ...engine } } : recipe;
}
