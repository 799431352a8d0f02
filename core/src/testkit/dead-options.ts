import { alterations, inEveryMode, optionPaths } from "./option-alterations.js";
import type { ComponentSubject } from "./component-subject.js";
import type { OptionSchema, OptionValues } from "./option-schema.js";

/** What a component does with some options, as numbers under names. */
export type Observation = Readonly<Record<string, ArrayLike<number>>>;

/** Differences below this share of a number are rounding. */
const ROUNDING = 1e-6;

/**
 * The options of which no value that was tried changes what is observed: neither beside the options that are given, in every mode, nor beside those with
 * one other option changed. Values that the component refuses do not count.
 */
export async function deadOptions<T>(
  { component, options = {}, otherValues = {} }: ComponentSubject<T>,
  observe: (options: OptionValues) => Promise<Observation>,
): Promise<readonly string[]> {
  const schema = (component.options ?? {}) as OptionSchema;
  const seen = new Map([[JSON.stringify(options), await observe(options)]]);
  const observed = async (values: OptionValues): Promise<Observation | undefined> => {
    const key = JSON.stringify(values);
    const observation = seen.get(key) ?? (await observe(values).catch(() => undefined));
    if (observation) seen.set(key, observation);
    return observation;
  };
  const dead = new Set(optionPaths(schema));
  const modes = inEveryMode(schema, options);
  const surroundings = [...modes, ...modes.flatMap((mode) => alterations(schema, mode, otherValues).map(({ options: changed }) => changed))];
  for (const around of surroundings) {
    if (dead.size === 0) break;
    for (const { option, options: changed } of alterations(schema, around, otherValues)) {
      if (dead.has(option) && differ(await observed(around), await observed(changed))) dead.delete(option);
    }
  }
  return [...dead];
}

function differ(a: Observation | undefined, b: Observation | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length || names.some((name) => b[name]?.length !== a[name].length)) return true;
  return names.some((name) => Array.from(a[name]).some((value, place) => isAnother(value, b[name][place])));
}

function isAnother(a: number, b: number): boolean {
  return Math.abs(a - b) > ROUNDING * Math.max(Math.abs(a), Math.abs(b));
}
