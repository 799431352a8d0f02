import type { Static, TObject } from "typebox";
import { Registry } from "../plugin/registry.js";
import { sourced } from "./merge-recipes.js";
import type { OptionSchema } from "./option-schema.js";
import { OptionsResolver } from "./options-resolver.js";
import { readJson } from "./read-json.js";

/**
 * Reads a JSON file that is no recipe, validates it by a closed schema and fills in defaults; `$schema` is for editors. Throws FILE_UNREADABLE, JSON_INVALID
 * or RECIPE_… with file, pointer and the nearest valid key.
 */
export function readOptions<Schema extends TObject>(schema: Schema, file: string): Static<Schema> {
  const { $schema: _, ...value } = readJson(file);
  const resolver = new OptionsResolver(new Registry([]), sourced(value, { label: file, directory: "." }), null);
  return resolver.resolve(schema as OptionSchema, value, "") as unknown as Static<Schema>;
}
