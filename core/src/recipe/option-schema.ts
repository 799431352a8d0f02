import type { Json } from "./json.js";

/** The parts of JSON Schema that option schemas are made of, and Lode's two keywords. */
export interface OptionSchema {
  readonly type?: string;
  readonly const?: Json;
  readonly default?: Json;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, OptionSchema>>;
  readonly required?: readonly string[];
  /** Of a record: the schema of every value. */
  readonly patternProperties?: Readonly<Record<string, OptionSchema>>;
  /** Of a record: how many entries it has at least. */
  readonly minProperties?: number;
  readonly items?: OptionSchema;
  readonly anyOf?: readonly OptionSchema[];
  readonly discriminator?: { readonly propertyName: string };
  /** The value is a nested component of this contract. */
  readonly lodeContract?: string;
  /** The value is a path of a file, relative to the file that the value stands in. */
  readonly lodeFile?: true;
  /** The value names weights: `{ "recipe": FILE }` or `{ "run": DIR }`. */
  readonly lodeWeights?: true;
}

/** The modes of a discriminated union by name; the first is the default. */
export function modes(schema: OptionSchema): ReadonlyMap<string, OptionSchema> {
  const property = schema.discriminator?.propertyName ?? "";
  return new Map((schema.anyOf ?? []).map((variant) => [variant.properties?.[property]?.const as string, variant]));
}
