import { resolve } from "node:path";
import type { Json, JsonObject } from "./json.js";

/** A recipe whose plugin paths no longer depend on the place of the file that names them. */
export function withAbsolutePlugins(recipe: JsonObject, directory: string): JsonObject {
  if (!Object.hasOwn(recipe, "plugins")) return recipe;
  const absolute = (plugin: Json): Json => (typeof plugin === "string" && /^\.{1,2}\//.test(plugin) ? resolve(directory, plugin) : plugin);
  const { plugins } = recipe;
  return { ...recipe, plugins: Array.isArray(plugins) ? (plugins as readonly Json[]).map(absolute) : absolute(plugins) };
}
