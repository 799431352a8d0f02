import type { Json, JsonObject } from "./json.js";
import { isObject } from "./json.js";
import { pointerTo } from "./json-pointer.js";

/** Where a value was written. */
export interface Source {
  /** The file, or "--set KEY=VALUE". */
  readonly label: string;
  /** What paths in it are relative to. */
  readonly directory: string;
}

/** A recipe with the source of each of its values, by JSON pointer. */
export interface SourcedRecipe {
  readonly value: JsonObject;
  readonly sources: ReadonlyMap<string, Source>;
  /** What was removed with null, which is an unknown key like any other where nothing has that name. */
  readonly removed: ReadonlyMap<string, Source>;
}

/** The source of the value at a pointer, or of the nearest value around it. */
export function sourceOf(recipe: SourcedRecipe, pointer: string): Source {
  const source = recipe.sources.get(pointer);
  if (source || pointer === "") return source ?? { label: "recipe", directory: "." };
  return sourceOf(recipe, pointer.slice(0, pointer.lastIndexOf("/")));
}

/** A recipe whose every value comes from one source. */
export function sourced(value: JsonObject, source: Source): SourcedRecipe {
  const sources = new Map<string, Source>();
  const removed = new Map<string, Source>();
  const mark = (part: Json, pointer: string): void => {
    (part === null ? removed : sources).set(pointer, source);
    if (isObject(part)) for (const key of Object.keys(part)) mark(part[key], pointerTo(pointer, key));
    else if (Array.isArray(part))
      part.forEach((item: Json, place) => {
        mark(item, pointerTo(pointer, place));
      });
  };
  mark(value, "");
  return { value, sources, removed };
}

/**
 * Lays `over` upon `base`: objects merge by key, an object whose `use` changes replaces the inherited one, arrays replace (only
 * `plugins` adds), and null removes.
 */
export function mergeRecipes(base: SourcedRecipe, over: SourcedRecipe): SourcedRecipe {
  const sources = new Map(base.sources);
  const removed = new Map(base.removed);
  const replace = (pointer: string): void => {
    replaceBelow(pointer, sources, over.sources);
    replaceBelow(pointer, removed, over.removed);
  };
  const addPlugins = (inherited: readonly Json[], named: readonly Json[]): readonly Json[] => {
    const added = named.filter((plugin) => !inherited.includes(plugin));
    const source = sourceOf(over, "/plugins");
    if (inherited.length === 0) sources.set("/plugins", source);
    added.forEach((_, place) => sources.set(`/plugins/${inherited.length + place}`, source));
    return [...inherited, ...added];
  };
  const merge = (under: JsonObject, upper: JsonObject, pointer: string): JsonObject => {
    const merged: Record<string, Json> = { ...under };
    for (const [key, value] of Object.entries(upper)) {
      const place = pointerTo(pointer, key);
      const inherited = Object.hasOwn(under, key) ? under[key] : undefined;
      if (isObject(value) && isObject(inherited) && !usesAnother(inherited, value)) {
        merged[key] = merge(inherited, value, place);
      } else if (value !== null && place === "/plugins") {
        merged[key] = addPlugins(asList(inherited), asList(value));
      } else {
        replace(place);
        if (value === null) Reflect.deleteProperty(merged, key);
        else define(merged, key, withoutNulls(value));
      }
    }
    return merged;
  };
  return { value: merge(base.value, over.value, ""), sources, removed };
}

/** Forgets what is known at a pointer and below, and takes over what `from` knows there. */
function replaceBelow(pointer: string, known: Map<string, Source>, from: ReadonlyMap<string, Source>): void {
  const below = (place: string): boolean => place === pointer || place.startsWith(`${pointer}/`);
  for (const place of [...known.keys()]) if (below(place)) known.delete(place);
  for (const [place, source] of from) if (below(place)) known.set(place, source);
}

function usesAnother(inherited: JsonObject, value: JsonObject): boolean {
  return typeof value.use === "string" && value.use !== inherited.use;
}

function asList(value: Json | undefined): readonly Json[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly Json[]) : [value];
}

/** Nulls in objects remove; one in a list stays, to be reported. */
function withoutNulls(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(withoutNulls);
  if (!isObject(value)) return value;
  const kept: Record<string, Json> = {};
  for (const [key, part] of Object.entries(value)) if (part !== null) define(kept, key, withoutNulls(part));
  return kept;
}

/** `__proto__` from JSON must become an ordinary key, to be reported like any other unknown one. */
function define(target: Record<string, Json>, key: string, value: Json): void {
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}
