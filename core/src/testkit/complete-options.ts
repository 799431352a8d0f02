/** What is read of an option schema; see `options` and `variants`. */
interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly discriminator?: { readonly propertyName: string };
  readonly anyOf?: readonly Schema[];
  readonly default?: unknown;
  readonly const?: unknown;
}

type Options = Readonly<Record<string, unknown>>;

/** Options with the defaults of their schema filled in, as a component gets them from a recipe. Nested components are instances here. */
export function completeOptions(schema: unknown, given: Options): Options {
  const entries = Object.entries(variantOf(schema as Schema | undefined, given)?.properties ?? {}).map(([key, property]) => {
    const value = given[key] ?? property.default ?? property.const;
    return [key, property.properties || property.discriminator ? completeOptions(property, (value ?? {}) as Options) : value] as const;
  });
  return { ...given, ...Object.fromEntries(entries.filter(([, value]) => value !== undefined)) };
}

/** The schema of the mode that the options choose; the first mode is the default. */
function variantOf(schema: Schema | undefined, given: Options): Schema | undefined {
  if (!schema?.discriminator) return schema;
  const { propertyName } = schema.discriminator;
  const variants = schema.anyOf ?? [];
  return variants.find((variant) => variant.properties?.[propertyName].const === given[propertyName]) ?? variants[0];
}
