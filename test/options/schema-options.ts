import type { OptionSchema } from "../../core/src/recipe/option-schema.js";
import { core } from "./core.js";

const { modes: variantsOf } = core("recipe/option-schema");

/** The modes in which an option exists, by the path of what chooses them: { rescale: "top-k", "optimizer.schedule": "cosine" }. */
export type Modes = Readonly<Record<string, string>>;

export interface SchemaOption {
  /** Keys with dots between them; `*` stands for the names of a record. */
  readonly path: string;
  /** Every combination of modes that has the option. */
  readonly modes: readonly Modes[];
  /** All values, where the schema lists them. */
  readonly values?: readonly unknown[];
}

type Occurrence = Omit<SchemaOption, "modes"> & { readonly modes: Modes };

/** Every option of a schema, once; an object with options of its own counts only where it may be left out. */
export function schemaOptions(schema: OptionSchema): readonly SchemaOption[] {
  const found = occurrences(schema, "", {});
  const paths = [...new Set(found.map(({ path }) => path))];
  return paths.map((path) => {
    const same = found.filter((option) => option.path === path);
    return { ...same[0], modes: same.map(({ modes }) => modes) };
  });
}

function occurrences(schema: OptionSchema, path: string, modes: Modes): readonly Occurrence[] {
  if (!schema.discriminator) return ofProperties(schema, path, modes);
  const chooser = below(path, schema.discriminator.propertyName);
  const variants = [...variantsOf(schema)];
  return [
    { path: chooser, modes, values: variants.map(([name]) => name) },
    ...variants.flatMap(([name, variant]) => ofProperties(variant, path, { ...modes, [chooser]: name }).filter((option) => option.path !== chooser)),
  ];
}

function ofProperties({ properties = {}, required = [] }: OptionSchema, path: string, modes: Modes): readonly Occurrence[] {
  return Object.entries(properties).flatMap(([key, property]) => ofProperty(property, below(path, key), modes, required.includes(key)));
}

function ofProperty(property: OptionSchema, path: string, modes: Modes, required: boolean): readonly Occurrence[] {
  if (property.patternProperties) return Object.values(property.patternProperties).flatMap((entry) => occurrences(entry, below(path, "*"), modes));
  if (!property.properties && !property.discriminator) return [{ path, modes, values: listed(property) }];
  return [...(required ? [] : [{ path, modes }]), ...occurrences(property, path, modes)];
}

function listed({ type, anyOf }: OptionSchema): readonly unknown[] | undefined {
  if (type === "boolean") return [false, true];
  return anyOf?.every((value) => value.const !== undefined) ? anyOf.map((value) => value.const) : undefined;
}

function below(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}
