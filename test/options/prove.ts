import type { OptionSchema } from "../../core/src/recipe/option-schema.js";
import { core } from "./core.js";
import { difference } from "./difference.js";
import type { Fragment, Proof } from "./proof.js";
import { schemaOptions, type Modes } from "./schema-options.js";

const { modes: variantsOf } = core("recipe/option-schema");

const ROUNDING = 1e-4;

/**
 * What a proof lacks: nothing if, in every mode that has the option, equal values of it have equal effects, to the bit, and different values have effects that
 * differ by more than rounding.
 */
export async function prove(proof: Proof, schema: OptionSchema): Promise<readonly string[]> {
  const option = schemaOptions(schema).find(({ path }) => path === proof.option);
  if (!option) return ["the schema has no such option"];
  const values = proof.values ?? option.values;
  if (!values) return ["the schema does not list the values"];
  const failures: string[] = [];
  for (const modes of option.modes) {
    const where = Object.entries(modes).map(([chooser, mode]) => ` with ${chooser} ${mode}`);
    const found = await failuresOf(values, (value) => proof.observe(fragmentOf(proof, schema, modes, value)));
    failures.push(...found.map((failure) => failure + where.join("")));
  }
  return failures;
}

async function failuresOf(values: readonly unknown[], observe: (value: unknown) => Promise<unknown>): Promise<readonly string[]> {
  const observed: unknown[] = [];
  for (const value of values) observed.push(await observe(value));
  const repeated = difference(observed[0], await observe(values[0]), 0);
  const alike = pairs(values).filter(([first, second]) => difference(observed[first], observed[second], ROUNDING) === undefined);
  return [
    ...(repeated === undefined ? [] : [`${text(values[0])} has another effect when it is repeated, at "${repeated}"`]),
    ...alike.map(([first, second]) => `${text(values[first])} and ${text(values[second])} have the same effect`),
  ];
}

function pairs(values: readonly unknown[]): readonly (readonly [number, number])[] {
  return values.flatMap((_, second) => Array.from({ length: second }, (__, first) => [first, second] as const));
}

function text(value: unknown): string {
  return value === undefined ? "nothing" : JSON.stringify(value);
}

function fragmentOf({ given, option }: Proof, schema: OptionSchema, modes: Modes, value: unknown): Fragment {
  const chosen = Object.entries(modes).reduce((fragment, [chooser, mode]) => placed(fragment, chooser.split("."), mode), given);
  return withoutOtherModes(placed(chosen, option.split("."), value), schema);
}

function placed(fragment: Fragment, [key, ...keys]: readonly string[], value: unknown): Fragment {
  const name = key === "*" ? Object.keys(fragment)[0] : key;
  const { [name]: before = {}, ...others } = fragment;
  if (keys.length > 0) return { ...fragment, [name]: placed(before as Fragment, keys, value) };
  return value === undefined ? others : { ...fragment, [name]: value };
}

function withoutOtherModes(fragment: Fragment, schema: OptionSchema): Fragment {
  const variants = [...variantsOf(schema)];
  const chosen = fragment[schema.discriminator?.propertyName ?? ""];
  const [, own] = variants.find(([name]) => name === chosen) ?? variants[0] ?? [];
  const reads = (variant: OptionSchema | undefined, key: string): boolean => Object.hasOwn(variant?.properties ?? {}, key);
  const isOfOtherMode = (key: string): boolean => !reads(own, key) && variants.some(([, variant]) => reads(variant, key));
  return Object.fromEntries(Object.entries(fragment).filter(([key]) => !isOfOtherMode(key)));
}
