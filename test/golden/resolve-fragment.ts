import type { ComponentDefinition } from "@lode/core";
import { Value } from "typebox/value";
import type { TSchema } from "typebox";

/** The parts of JSON Schema that option schemas are made of. */
interface OptionSchema {
  readonly properties?: Readonly<Record<string, OptionSchema>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly OptionSchema[];
  readonly discriminator?: { readonly propertyName: string };
  readonly default?: unknown;
  readonly const?: unknown;
  readonly lodeContract?: string;
}

type Options = Readonly<Record<string, unknown>>;

/** A definition's options from those that are given: unknown and invalid ones throw, defaults are filled in. Nested components stay as they are. */
export function resolveFragment<Resolved = never>(definition: ComponentDefinition, given: Options = {}): Resolved {
  return resolveObject(definition.options ?? { properties: {} }, given) as Resolved;
}

function resolveObject(schema: OptionSchema, given: Options): Options {
  const { properties = {}, required } = schema.discriminator ? variantOf(schema, given) : schema;
  const unknown = Object.keys(given).find((key) => !(key in properties));
  if (unknown !== undefined) throw new Error(`unknown option ${unknown}`);
  const resolved: Record<string, unknown> = {};
  for (const [key, property] of Object.entries(properties)) {
    const value = given[key] ?? property.default ?? property.const;
    if (value !== undefined) resolved[key] = resolveValue(property, value, key);
    else if (required?.includes(key)) throw new Error(`missing option ${key}`);
  }
  return resolved;
}

function resolveValue(schema: OptionSchema, value: unknown, key: string): unknown {
  if (schema.lodeContract !== undefined) return value;
  if (schema.properties ?? schema.discriminator) return resolveObject(schema, value as Options);
  if (!Value.Check(schema as TSchema, value)) throw new Error(`invalid option ${key}: ${JSON.stringify(value)}`);
  return value;
}

function variantOf({ anyOf = [], discriminator }: OptionSchema, given: Options): OptionSchema {
  const mode = discriminator?.propertyName ?? "";
  const variant = given[mode] === undefined ? anyOf[0] : anyOf.find(({ properties }) => properties?.[mode].const === given[mode]);
  if (!variant) throw new Error(`invalid option ${mode}: ${JSON.stringify(given[mode])}`);
  return variant;
}
