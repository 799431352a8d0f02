import { contractName } from "../contracts/contract.js";
import { RewardModel } from "../contracts/reward-model.js";
import { contraryReward } from "./outcome-reward.js";
import { schemaOfMode, type OptionSchema, type OptionValues } from "./option-schema.js";

/** Options of which one is another than before. */
export interface Alteration {
  /** Path of the option: "correction.cap". */
  readonly option: string;
  readonly options: OptionValues;
}

type OtherValues = Readonly<Record<string, readonly unknown[]>>;

/** All options of a schema, of every mode. Those of nested components are not among them: they are tested where those are. */
export function optionPaths(schema: OptionSchema, path = ""): readonly string[] {
  const modes = schema.discriminator ? (schema.anyOf ?? []) : [schema];
  const paths = modes.flatMap(({ properties = {} }) =>
    Object.entries(properties).flatMap(([key, property]) => {
      if (property.lodeWeights) return [];
      return isObject(property) ? optionPaths(property, `${path}${key}.`) : [`${path}${key}`];
    }),
  );
  return [...new Set(paths)];
}

/** The options that are given in every mode that they may be in. */
export function inEveryMode(schema: OptionSchema, given: OptionValues): readonly OptionValues[] {
  return schema.discriminator ? [given, ...otherModes(schema, given)] : [given];
}

/** Every way to change one of the options that are given, with its defaults where they are left out. */
export function alterations(schema: OptionSchema, given: OptionValues, otherValues: OtherValues, path = ""): readonly Alteration[] {
  const { properties = {}, required = [] } = schemaOfMode(schema, given);
  return Object.entries(properties).flatMap(([key, property]) => {
    const option = `${path}${key}`;
    const changedTo = (value: unknown): OptionValues => ({ ...given, [key]: value });
    if (key === schema.discriminator?.propertyName) return otherModes(schema, given).map((options) => ({ option, options }));
    const present = given[key] ?? property.default;
    if (isObject(property) && present !== undefined) {
      const inner = alterations(property, present as OptionValues, otherValues, `${option}.`);
      return inner.map((alteration) => ({ option: alteration.option, options: changedTo(alteration.options) }));
    }
    const values = [...(otherValues[option] ?? []), ...(present === undefined ? samples(property) : others(property, present))];
    const left = given[key] === undefined || required.includes(key) ? [] : [{ option, options: without(given, key) }];
    return [...values.map((value) => ({ option, options: changedTo(value) })), ...left];
  });
}

function isObject({ properties, discriminator, lodeContract }: OptionSchema): boolean {
  return lodeContract === undefined && (properties !== undefined || discriminator !== undefined);
}

function without(options: OptionValues, key: string): OptionValues {
  return Object.fromEntries(Object.entries(options).filter(([name]) => name !== key));
}

/** The options in every other mode, as far as it has them, with values for those that it needs besides. */
function otherModes(schema: OptionSchema, given: OptionValues): readonly OptionValues[] {
  const mode = schema.discriminator?.propertyName ?? "";
  const present = schemaOfMode(schema, given).properties?.[mode]?.const;
  return (schema.anyOf ?? [])
    .filter(({ properties }) => properties?.[mode]?.const !== present)
    .map(({ properties = {}, required = [] }) => {
      const kept = Object.entries(given).filter(([key]) => Object.hasOwn(properties, key) && key !== mode);
      const needed = required.filter((key) => !(key in given) && properties[key].default === undefined).map((key) => sampled(key, properties[key]));
      return { ...Object.fromEntries(needed), ...Object.fromEntries(kept), [mode]: properties[mode].const };
    });
}

/** Values that an option may have which has none yet. */
function samples(schema: OptionSchema): readonly unknown[] {
  if (schema.const !== undefined) return [schema.const];
  if (schema.lodeContract === contractName(RewardModel)) return [{ use: contraryReward.use }];
  if (isObject(schema)) {
    const { properties = {}, required = [] } = schemaOfMode(schema, {});
    return [Object.fromEntries(required.map((key) => sampled(key, properties[key])))];
  }
  if (schema.anyOf) return schema.anyOf.flatMap(samples);
  if (schema.type === "boolean") return [false, true];
  return numbersAround(schema, schema.exclusiveMinimum ?? schema.minimum ?? 0);
}

function sampled(key: string, schema: OptionSchema): [string, unknown] {
  return [key, samples(schema)[0]];
}

function others(schema: OptionSchema, present: unknown): readonly unknown[] {
  if (Array.isArray(present)) return otherLists(present);
  if (typeof present === "number") return numbersAround(schema, present);
  return samples(schema).filter((value) => value !== present);
}

function otherLists(present: readonly unknown[]): readonly (readonly unknown[])[] {
  const changed = present.every((item) => typeof item === "number") ? [present.map((item) => item / 2 + 1)] : [];
  return [...changed, [...present].reverse(), present.slice(1)];
}

function numbersAround(schema: OptionSchema, centre: number): readonly number[] {
  const { type, minimum = -Infinity, maximum = Infinity, exclusiveMinimum = -Infinity, exclusiveMaximum = Infinity } = schema;
  if (type !== "number" && type !== "integer") return [];
  const [low, high] = [Math.max(minimum, exclusiveMinimum), Math.min(maximum, exclusiveMaximum)];
  const between = [low + (high - low) / 4, high - (high - low) / 4];
  const near = [centre + 0.5, centre / 2, centre * 2, centre + 1, centre - 1, centre + 5, centre / 100, ...between, minimum, maximum];
  const candidates = type === "integer" ? near.map(Math.round) : near;
  const allowed = (value: number): boolean =>
    Number.isFinite(value) && value !== centre && value >= minimum && value <= maximum && value > exclusiveMinimum && value < exclusiveMaximum;
  return [...new Set(candidates)].filter(allowed);
}
