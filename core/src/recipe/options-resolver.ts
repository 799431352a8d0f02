import { resolve as resolvePath } from "node:path";
import { Ajv, type ErrorObject } from "ajv";
import { UserError } from "../contracts/user-error.js";
import type { Registry, RegisteredComponent } from "../plugin/registry.js";
import { isObject, type Json, type JsonObject } from "./json.js";
import { pointerTo } from "./json-pointer.js";
import { sourceOf, type SourcedRecipe } from "./merge-recipes.js";
import { nearest } from "./nearest.js";
import { modes, type OptionSchema } from "./option-schema.js";

/** A component of a recipe with its place. */
export interface ComponentNode extends RegisteredComponent {
  readonly contract: string;
  readonly pointer: string;
  /** Resolved, `use` left out; nested components are still JSON. */
  readonly options: JsonObject;
}

const PATH: OptionSchema = { type: "string" };

/** What an option that names weights may be; one of the two. */
const WEIGHTS: OptionSchema = { properties: { recipe: PATH, run: PATH } };

/** Compiled schemas are kept: a component's is compiled once a process. */
const VALIDATOR = new Ajv({ allErrors: false, strict: false });

/** Validates values against option schemas and fills in defaults; collects the components that it meets. */
export class OptionsResolver {
  /** In the order in which they are met: a nested component before the one that holds it. */
  readonly nodes: ComponentNode[] = [];
  /** Pointers of options that name weights. */
  readonly weights: string[] = [];
  /** Pointers of options that name files; their values are resolved to whole paths. */
  readonly files: string[] = [];

  constructor(
    private readonly registry: Registry,
    private readonly recipe: SourcedRecipe,
    /** Lode's own components, to tell which plugin has what is missing; null while nothing is known to be missing. */
    private readonly catalogue: Registry | null,
  ) {}

  resolve(schema: OptionSchema, value: Json, pointer: string): Json {
    if (schema.lodeContract !== undefined) return this.component(schema.lodeContract, value, pointer);
    if (schema.lodeWeights) return this.namedWeights(value, pointer);
    if (schema.properties || schema.discriminator) return this.object(schema, this.expectObject(value, pointer), pointer);
    if (schema.patternProperties) return this.record(schema, this.expectObject(value, pointer), pointer);
    return this.plain(schema, value, pointer);
  }

  private plain(schema: OptionSchema, value: Json, pointer: string): Json {
    // Objects in a list are checked one by one, with their defaults.
    this.check(schema.items?.properties ? { ...schema, items: {} } : schema, value, pointer);
    if (schema.lodeFile) return this.file(value as string, pointer);
    if (schema.items && Array.isArray(value))
      return value.map((item: Json, place) => this.resolve(schema.items as OptionSchema, item, pointerTo(pointer, place)));
    return value;
  }

  private object(schema: OptionSchema, value: JsonObject, pointer: string): JsonObject {
    const variant = schema.discriminator ? this.variant(schema, value, pointer) : schema;
    const properties = variant.properties ?? {};
    const unknown = Object.keys(value).find((key) => !Object.hasOwn(properties, key)) ?? this.unknownRemoval(schema, pointer);
    if (unknown !== undefined) throw this.unknownKey(unknown, schema, variant, pointer);
    const resolved: Record<string, Json> = {};
    for (const [key, property] of Object.entries(properties)) {
      const given = Object.hasOwn(value, key) ? value[key] : this.absent(key, property, variant, pointer);
      if (given !== undefined) resolved[key] = this.resolve(property, given, pointerTo(pointer, key));
    }
    return resolved;
  }

  /** A key that the recipe removes with null from the object at a pointer, though no mode of it has such a key. */
  private unknownRemoval(schema: OptionSchema, pointer: string): string | undefined {
    const variants = schema.discriminator ? [...modes(schema).values()] : [schema];
    return [...this.recipe.removed.keys()]
      .filter((place) => place.startsWith(`${pointer}/`))
      .map((place) => place.slice(pointer.length + 1))
      .filter((key) => !key.includes("/"))
      .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"))
      .find((key) => !variants.some((variant) => Object.hasOwn(variant.properties ?? {}, key)));
  }

  private absent(key: string, property: OptionSchema, variant: OptionSchema, pointer: string): Json | undefined {
    const fallback = property.default ?? property.const;
    if (fallback !== undefined) return fallback;
    if (!variant.required?.includes(key)) return undefined;
    throw this.error("RECIPE_MISSING_KEY", `"${key}" is missing`, pointer, `Add "${key}"${property.description ? `: ${property.description}` : "."}`);
  }

  private variant(schema: OptionSchema, value: JsonObject, pointer: string): OptionSchema {
    const mode = schema.discriminator?.propertyName ?? "";
    const known = modes(schema);
    const wanted = Object.hasOwn(value, mode) ? value[mode] : [...known.keys()][0];
    const found = typeof wanted === "string" ? known.get(wanted) : undefined;
    if (found) return found;
    const names = [...known.keys()].map((name) => `"${name}"`).join(", ");
    throw this.error("RECIPE_INVALID_VALUE", `"${mode}" is ${JSON.stringify(wanted)}`, pointerTo(pointer, mode), `Use one of ${names}.`);
  }

  private record(schema: OptionSchema, value: JsonObject, pointer: string): JsonObject {
    if (Object.keys(value).length < (schema.minProperties ?? 0)) {
      throw this.error("RECIPE_MISSING_KEY", "it has no entry", pointer, `Add an entry, or remove ${pointer.split("/").slice(1, -1).join(".")} with null.`);
    }
    const entry = Object.values(schema.patternProperties ?? {})[0];
    const resolve = ([key, item]: [string, Json]): [string, Json] => {
      if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(key) || ["constructor", "prototype"].includes(key)) {
        throw this.error("RECIPE_UNKNOWN_KEY", `"${key}" cannot be a name here`, pointerTo(pointer, key), "Use letters, digits, dots, dashes and underscores.");
      }
      return [key, this.resolve(entry, item, pointerTo(pointer, key))];
    };
    return Object.fromEntries(Object.entries(value).map(resolve));
  }

  private namedWeights(value: Json, pointer: string): JsonObject {
    const named = this.object(WEIGHTS, this.expectObject(value, pointer), pointer);
    if (Object.keys(named).length !== 1) {
      const remedy = 'Write { "recipe": FILE } or { "run": FOLDER }; null removes what is inherited.';
      throw this.error("RECIPE_INVALID_VALUE", `${JSON.stringify(value)} does not name weights`, pointer, remedy);
    }
    this.weights.push(pointer);
    return named;
  }

  private file(path: string, pointer: string): string {
    this.files.push(pointer);
    return resolvePath(sourceOf(this.recipe, pointer).directory, path);
  }

  private component(contract: string, value: Json, pointer: string): JsonObject {
    const { use, ...options } = this.expectObject(value, pointer);
    if (typeof use !== "string") throw this.error("RECIPE_MISSING_KEY", `"use" is missing`, pointer, `Name a ${contract}: ${this.names(contract)}.`);
    const found = this.registry.find(contract, use);
    if (!found) throw this.unknownComponent(contract, use, pointer);
    const resolved = this.object((found.definition.options ?? { properties: {} }) as OptionSchema, options, pointer);
    this.nodes.push({ ...found, contract, pointer, options: resolved });
    return { use, ...resolved };
  }

  private check(schema: OptionSchema, value: Json, pointer: string): void {
    if (VALIDATOR.validate(schema, value)) return;
    const errors = VALIDATOR.errors ?? [];
    const within = errors[0]?.instancePath ?? "";
    const wrong = within
      .split("/")
      .slice(1)
      .reduce<Json>((part, key) => (part as Readonly<Record<string, Json>>)[key], value);
    const what = `${JSON.stringify(wrong)} ${describe(schema, errors)}`;
    throw this.error("RECIPE_INVALID_VALUE", what, `${pointer}${within}`, schema.description ?? "Give a value of that kind.");
  }

  private expectObject(value: Json, pointer: string): JsonObject {
    if (isObject(value)) return value;
    throw this.error("RECIPE_INVALID_VALUE", `${JSON.stringify(value)} must be an object`, pointer, "Write { … }.");
  }

  private unknownKey(key: string, schema: OptionSchema, variant: OptionSchema, pointer: string): UserError {
    const place = pointerTo(pointer, key);
    const mode = schema.discriminator?.propertyName ?? "";
    const others = schema.discriminator
      ? [...modes(schema)].filter(([, other]) => Object.hasOwn(other.properties ?? {}, key)).map(([name]) => `"${name}"`)
      : [];
    if (others.length > 0) {
      const here = variant.properties?.[mode]?.const as string;
      const remedy = `Remove "${key}" (in a recipe that extends: "${key}": null), or set "${mode}" to ${others.join(" or ")}.`;
      return this.error("RECIPE_WRONG_MODE", `"${key}" is read only with "${mode}": ${others.join(" or ")}; here it is "${here}"`, place, remedy);
    }
    const valid = Object.keys(variant.properties ?? {});
    const near = nearest(key, valid);
    const remedy = near ? `Did you mean "${near}"?` : valid.length === 0 ? "It has no options: remove the key." : `Valid keys: ${valid.join(", ")}.`;
    return this.error("RECIPE_UNKNOWN_KEY", `nothing reads "${key}"`, place, remedy);
  }

  private unknownComponent(contract: string, use: string, pointer: string): UserError {
    const elsewhere = this.catalogue?.find(contract, use);
    const near = nearest(
      use,
      this.registry.list(contract).map(({ definition }) => definition.use),
    );
    const remedy = elsewhere
      ? `It is in ${elsewhere.plugin}: add "plugins": ["${elsewhere.plugin}"] to the recipe.`
      : near
        ? `Did you mean "${near}"?`
        : `The named plugins have: ${this.names(contract)}. Add the plugin that has "${use}" to "plugins".`;
    return this.error("COMPONENT_UNKNOWN", `no named plugin has the ${contract} "${use}"`, pointerTo(pointer, "use"), remedy);
  }

  private names(contract: string): string {
    return (
      this.registry
        .list(contract)
        .map(({ definition }) => definition.use)
        .join(", ") || "none"
    );
  }

  private error(code: ConstructorParameters<typeof UserError>[0], what: string, pointer: string, remedy: string): UserError {
    const source = this.recipe.removed.get(pointer) ?? sourceOf(this.recipe, pointer);
    return new UserError(code, what, { place: { file: source.label, pointer }, remedy });
  }
}

function describe(schema: OptionSchema, errors: readonly ErrorObject[]): string {
  const constants = schema.anyOf?.map((variant) => variant.const).filter((value) => value !== undefined);
  if (constants && constants.length > 0 && constants.length === schema.anyOf?.length)
    return `must be one of ${constants.map((value) => JSON.stringify(value)).join(", ")}`;
  return errors[0]?.message ?? "is not valid";
}
