import { createHash } from "node:crypto";
import { isObject, type Json } from "./json.js";

/** Keys of a recipe that change no number of its result. */
const IGNORED = ["name", "trackers", "plugins"];

export interface HashedContents {
  readonly recipe: Json;
  /** Versions of the core and of every plugin, by name; a plugin that is a path counts by its contents. */
  readonly versions: Readonly<Record<string, string>>;
  /** Hashes of the recipes that weights come from, by pointer. */
  readonly weights: Readonly<Record<string, string>>;
}

/** A hash of what a recipe computes: equal contents have equal hashes, wherever their files lie. */
export function contentHash({ recipe, versions, weights }: HashedContents): string {
  const contents = isObject(recipe) ? Object.fromEntries(Object.entries(recipe).filter(([key]) => !IGNORED.includes(key))) : recipe;
  return createHash("sha256")
    .update(canonical({ recipe: contents, versions, weights }))
    .digest("hex")
    .slice(0, 16);
}

/** JSON with sorted keys. */
function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(canonical).join(",")}]`;
  if (!isObject(value)) return JSON.stringify(value);
  return `{${Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`)
    .join(",")}}`;
}
