import { UserError } from "../contracts/user-error.js";
import { isObject, type Json, type JsonObject } from "../recipe/json.js";

/** What a case computes, or should: numbers, and arrays of shape [B] or [B,T], under names. */
export interface Numbers {
  readonly [name: string]: number | NumberArray | Numbers;
}

export type NumberArray = readonly number[] | readonly (readonly number[])[];

/** One evaluation of a component on a recorded batch. */
export interface RecordedCase {
  readonly kind: string;
  readonly name: string;
  /** A fragment of a recipe: `use`, and those options that are not left to their defaults. */
  readonly component: JsonObject;
  /** A second fragment: gives an objective its token weights. */
  readonly rewardModel?: JsonObject;
  /** Arrays that replace those of the batch, or add to them. */
  readonly inputs: JsonObject;
  readonly expected?: Numbers;
}

/** A recorded batch and the cases that are evaluated on it; a case is checked when its turn comes, so that one alone can be refused. */
export interface RecordedFile {
  readonly batch: JsonObject;
  readonly cases: readonly Json[];
}

/** Throws DATA_INVALID for a file that is no recording. */
export function recordedFile(content: JsonObject, file: string): RecordedFile {
  const { batch, cases } = content;
  if (isObject(batch) && Array.isArray(cases)) return { batch, cases: cases as readonly Json[] };
  throw new UserError("DATA_INVALID", isObject(batch) ? '"cases" is not a list' : '"batch" is not an object', {
    place: { file },
    remedy: 'Give { "batch": { "mask": …, "logprobs": …, … }, "cases": [{ "kind", "name", "component", … }] }.',
  });
}

/** Throws a RangeError that names what is wrong with a case. */
export function recordedCase(value: Json): RecordedCase {
  if (!isObject(value)) throw new RangeError("the case is not an object");
  const { kind, name, component, rewardModel, inputs = {}, expected } = value;
  if (typeof kind !== "string") throw new RangeError('the case has no "kind"');
  if (typeof name !== "string") throw new RangeError('the case has no "name"');
  if (!isObject(component)) throw new RangeError('"component" is not an object');
  if (!isObject(inputs)) throw new RangeError('"inputs" is not an object');
  return { kind, name, component, inputs, ...optional({ rewardModel, expected }) };
}

function optional(given: Readonly<Record<"rewardModel" | "expected", Json | undefined>>): { readonly rewardModel?: JsonObject; readonly expected?: Numbers } {
  const present = Object.entries(given).filter(([, value]) => value !== undefined && value !== null);
  for (const [name, value] of present) if (!isObject(value)) throw new RangeError(`"${name}" is not an object`);
  return Object.fromEntries(present);
}
