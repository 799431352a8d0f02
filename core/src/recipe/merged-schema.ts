import { contractName } from "../contracts/contract.js";
import type { Registry } from "../plugin/registry.js";
import type { Json, JsonObject } from "./json.js";
import type { OptionSchema } from "./option-schema.js";
import { recipeSchema } from "./recipe-schema.js";

/**
 * The JSON Schema (draft 07) of recipes for the components of a registry: what editors complete from. Nothing is required in it, since a
 * recipe may inherit everything, and null, which removes, is allowed everywhere.
 */
export function mergedSchema(registry: Registry): JsonObject {
  const contracts = [...new Set(registry.list().map(({ definition }) => contractName(definition.contract)))];
  const recipe = nullable(recipeSchema as OptionSchema) as { readonly anyOf: readonly [JsonObject, Json] };
  const { properties } = recipe.anyOf[0] as { properties: JsonObject };
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "A recipe of Lode",
    type: "object",
    additionalProperties: false,
    properties: {
      $schema: { type: "string" },
      $run: { description: "Written by Lode: what a run was run with." },
      extends: { type: "string", description: "A recipe to inherit from: a path relative to this file, or a file in a package." },
      ...properties,
      engine: { anyOf: [{ type: "string" }, ...(properties.engine as { anyOf: readonly Json[] }).anyOf] },
    },
    definitions: Object.fromEntries(contracts.map((contract) => [contract, fragment(contract, registry)])),
  };
}

/** A component as a recipe writes it: the options that are valid depend on `use`; without `use`, which may be inherited, all are. */
function fragment(contract: string, registry: Registry): JsonObject {
  const components = registry.list(contract);
  return {
    type: "object",
    properties: {
      use: {
        enum: components.map(({ definition }) => definition.use),
        description: components.map(({ definition }) => `${definition.use}: ${definition.description}`).join("\n"),
      },
    },
    allOf: components.map(({ definition }) => ({
      if: { required: ["use"], properties: { use: { const: definition.use } } },
      then: closed((definition.options ?? { properties: {} }) as OptionSchema, { use: { const: definition.use } }),
    })),
  };
}

function nullable(schema: OptionSchema): Json {
  return { anyOf: [convert(schema), { type: "null" }] };
}

function convert(schema: OptionSchema): JsonObject {
  if (schema.lodeContract !== undefined) return { $ref: `#/definitions/${schema.lodeContract}` };
  if (schema.lodeWeights) {
    const named = { recipe: { type: "string" }, run: { type: "string" } };
    return { type: "object", additionalProperties: false, properties: named, ...(schema.description !== undefined && { description: schema.description }) };
  }
  if (schema.properties || schema.discriminator) return closed(schema, {});
  if (schema.patternProperties) return { type: "object", additionalProperties: nullable(Object.values(schema.patternProperties)[0]) };
  const { lodeFile: _, ...standard } = schema;
  const plain = JSON.parse(JSON.stringify(standard)) as JsonObject;
  return schema.items ? { ...plain, items: convert(schema.items) } : plain;
}

/** An object with these keys and no others; of several modes, any may be meant where the mode itself is inherited. */
function closed(schema: OptionSchema, more: JsonObject): JsonObject {
  const object = (variant: OptionSchema): JsonObject => ({
    type: "object",
    additionalProperties: false,
    properties: { ...more, ...Object.fromEntries(Object.entries(variant.properties ?? {}).map(([key, property]) => [key, nullable(property)])) },
  });
  return schema.discriminator ? { anyOf: (schema.anyOf ?? []).map(object) } : object(schema);
}
