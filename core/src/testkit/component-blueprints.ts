import { contractName } from "../contracts/contract.js";
import type { ComponentDefinition } from "../plugin/component-definition.js";
import type { Blueprint } from "../plugin/run-container.js";
import { schemaOfMode, type OptionSchema, type OptionValues } from "./option-schema.js";

interface Place {
  readonly pointer: string;
  /** Components that options may name. */
  readonly components: readonly ComponentDefinition[];
}

/**
 * What the run container needs to build a component and those that its options name, with defaults filled in. The component itself comes last.
 * Throws a RangeError for options that do not exist, are missing, or name a component that is not there.
 */
export function componentBlueprints(definition: ComponentDefinition, given: OptionValues, place: Place): readonly Blueprint[] {
  const nested: Blueprint[] = [];
  const options = filledObject((definition.options ?? {}) as OptionSchema, given, place, nested);
  return [...nested, { definition, plugin: "the plugin under test", pointer: place.pointer, options }];
}

function filledObject(schema: OptionSchema, given: OptionValues, place: Place, nested: Blueprint[]): OptionValues {
  const { properties = {}, required = [] } = schemaOfMode(schema, given);
  const unknown = Object.keys(given).find((key) => !Object.hasOwn(properties, key));
  if (unknown !== undefined)
    throw new RangeError(
      `The component has no option "${unknown}" here, it has ${Object.keys(properties).join(", ") || "none"}. Correct the suite's \`options\`.`,
    );
  const options: Record<string, unknown> = {};
  for (const [key, property] of Object.entries(properties)) {
    const value = given[key] ?? property.default ?? property.const;
    if (value !== undefined) options[key] = filled(property, value, below(place, key), nested);
    else if (required.includes(key)) throw new RangeError(`The option "${key}" has no default. Give it in the suite's \`options\`.`);
  }
  return options;
}

function filled(schema: OptionSchema, value: unknown, place: Place, nested: Blueprint[]): unknown {
  const { lodeContract, items } = schema;
  if (lodeContract !== undefined) nested.push(...named(lodeContract, value as OptionValues, place));
  else if (items && Array.isArray(value)) return value.map((item, index) => filled(items, item, below(place, index), nested));
  else if (schema.properties || schema.discriminator) return filledObject(schema, value as OptionValues, place, nested);
  return value;
}

function named(contract: string, { use, ...options }: OptionValues, place: Place): readonly Blueprint[] {
  const found = place.components.find((definition) => contractName(definition.contract) === contract && definition.use === use);
  if (!found) throw new RangeError(`The options name the ${contract} ${JSON.stringify(use)}. Give its definition in the suite's \`components\`.`);
  return componentBlueprints(found, options, place);
}

function below({ pointer, components }: Place, key: string | number): Place {
  return { pointer: `${pointer}/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`, components };
}
