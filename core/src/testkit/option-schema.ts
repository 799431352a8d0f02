/** The parts of JSON Schema that option schemas are made of, beside numbers' bounds. */
export interface OptionSchema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, OptionSchema>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly OptionSchema[];
  readonly items?: OptionSchema;
  readonly discriminator?: { readonly propertyName: string };
  readonly default?: unknown;
  readonly const?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly minItems?: number;
  /** Name of the contract of a nested component. */
  readonly lodeContract?: string;
  /** Marks the option that names weights to start from. */
  readonly lodeWeights?: boolean;
}

export type OptionValues = Readonly<Record<string, unknown>>;

/** The options that exist with these values: all of them, or those of the mode that is set. Throws for a mode that the schema lacks. */
export function schemaOfMode(schema: OptionSchema, values: OptionValues): OptionSchema {
  if (!schema.discriminator) return schema;
  const mode = schema.discriminator.propertyName;
  const [first, ...others] = schema.anyOf ?? [];
  if (values[mode] === undefined) return first;
  const found = [first, ...others].find(({ properties }) => properties?.[mode]?.const === values[mode]);
  if (!found) throw new RangeError(`the option "${mode}" has no value ${JSON.stringify(values[mode])}`);
  return found;
}
