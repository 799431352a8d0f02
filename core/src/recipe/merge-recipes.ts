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
  const mark = (part: Json, pointer: string): void => {
    sources.set(pointer, source);
    if (isObject(part)) for (const key of Object.keys(part)) mark(part[key], pointerTo(pointer, key));
    else if (Array.isArray(part))
      part.forEach((item: Json, place) => {
        mark(item, pointerTo(pointer, place));
      });
  };
  mark(value, "");
  return { value, sources };
}

/**
 * Lays `over` upon `base`: objects merge by key, an object whose `use` changes replaces the inherited one, arrays replace (only
 * `plugins` adds), and null removes.
 */
export function mergeRecipes(base: SourcedRecipe, over: SourcedRecipe): SourcedRecipe {
  const sources = new Map(base.sources);
  const forget = (pointer: string): void => {
    for (const known of [...sources.keys()]) if (known === pointer || known.startsWith(`${pointer}/`)) sources.delete(known);
  };
  const take = (pointer: string): void => {
    forget(pointer);
    for (const [known, source] of over.sources) if (known === pointer || known.startsWith(`${pointer}/`)) sources.set(known, source);
  };
  const merge = (under: JsonObject, upper: JsonObject, pointer: string): JsonObject => {
    const merged: Record<string, Json> = { ...under };
    for (const [key, value] of Object.entries(upper)) {
      const place = pointerTo(pointer, key);
      const inherited = Object.hasOwn(under, key) ? under[key] : undefined;
      if (value === null) {
        delete merged[key];
        forget(place);
      } else if (isObject(value) && isObject(inherited) && !usesAnother(inherited, value)) {
        merged[key] = merge(inherited, value, place);
      } else {
        define(merged, key, place === "/plugins" ? [...asList(inherited), ...asList(value)] : withoutNulls(value));
        take(place);
      }
    }
    return merged;
  };
  return { value: merge(base.value, over.value, ""), sources };
}

function usesAnother(inherited: JsonObject, value: JsonObject): boolean {
  return typeof value.use === "string" && value.use !== inherited.use;
}

function asList(value: Json | undefined): readonly Json[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly Json[]) : [value];
}

function withoutNulls(value: Json): Json {
  if (!isObject(value)) return value;
  const kept: Record<string, Json> = {};
  for (const [key, part] of Object.entries(value)) if (part !== null) define(kept, key, withoutNulls(part));
  return kept;
}

/** `__proto__` from JSON must become an ordinary key, to be reported like any other unknown one. */
function define(target: Record<string, Json>, key: string, value: Json): void {
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}
