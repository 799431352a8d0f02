import { UserError } from "../contracts/user-error.js";
import { isObject, type Json } from "../recipe/json.js";
import { largestError, type LargestError } from "./largest-error.js";
import type { ReplaySettings } from "./open-case.js";
import { RecordedArrays } from "./recorded-arrays.js";
import { recordedCase, type Numbers, type NumberArray, type RecordedFile } from "./recorded-case.js";
import { REPLAY_KINDS } from "./replay-kinds.js";

/** The evaluation of one case. */
export interface ReplayedCase {
  readonly kind: string | null;
  readonly name: string | null;
  /** Null for a case that expects nothing. */
  readonly ok: boolean | null;
  /** See `LargestError.error`; null where there is nothing to compare, or no number to compare with. */
  readonly maxError: number | null;
  /** With the keys, the nesting and the shapes of what is expected. */
  readonly computed: Numbers | null;
  /** Why the case was not understood, or why it cannot be compared. */
  readonly error?: string;
  /** Where the largest error is. */
  readonly worst?: LargestError;
}

/** Evaluates a case under the component that it names, from batch, inputs and options alone. Whatever is wrong with it is told in the result. */
export async function replayCase({ batch }: Pick<RecordedFile, "batch">, value: Json, settings: ReplaySettings): Promise<ReplayedCase> {
  const named = { kind: textOf(value, "kind"), name: textOf(value, "name") };
  try {
    const recorded = recordedCase(value);
    const replay = REPLAY_KINDS.get(recorded.kind);
    if (!replay) throw new RangeError(`there is no kind "${recorded.kind}"; there are ${[...REPLAY_KINDS.keys()].join(", ")}`);
    if (recorded.rewardModel && recorded.kind !== "objective") throw new RangeError(`kind ${recorded.kind} reads no "rewardModel"`);
    const numbers = await replay(recorded, new RecordedArrays(batch, recorded), settings);
    const { expected } = recorded;
    return expected ? { ...named, ...compared(numbers, expected) } : { ...named, ok: null, maxError: null, computed: numbers, ...notFinite(numbers) };
  } catch (error) {
    return { ...named, ok: false, maxError: null, computed: null, error: reasonOf(error) };
  }
}

function compared(numbers: Numbers, expected: Numbers): Omit<ReplayedCase, "kind" | "name"> {
  const worst = largestError(numbers, expected);
  const computed = alike(numbers, expected);
  if (Number.isFinite(worst.error)) return { ok: worst.error <= 1, maxError: worst.error, computed, worst };
  const what = worst.computed === undefined ? `${worst.place || "it"} is missing or has another shape` : `${worst.place} is ${JSON.stringify(worst.computed)}`;
  return { ok: false, maxError: null, computed, error: `cannot be compared: ${what}`, worst };
}

/** Of the computed numbers those that are expected. */
function alike(computed: Numbers, expected: Numbers): Numbers {
  const kept: Record<string, number | NumberArray | Numbers> = {};
  for (const [key, value] of Object.entries(expected)) {
    const found = Object.hasOwn(computed, key) ? computed[key] : undefined;
    if (found !== undefined) kept[key] = isObject(found) && isObject(value) ? alike(found as Numbers, value as Numbers) : found;
  }
  return kept;
}

/** A number that is none would be printed as null. */
function notFinite(numbers: Numbers): { readonly error?: string } {
  const { error, place } = largestError(numbers, numbers);
  return Number.isFinite(error) ? {} : { error: `${place} is not a finite number` };
}

function reasonOf(error: unknown): string {
  if (!(error instanceof UserError)) return error instanceof Error ? error.message : String(error);
  const place = error.place.pointer === undefined ? "" : ` at ${error.place.pointer}`;
  return `${error.message}${place}. ${error.remedy}`;
}

function textOf(value: Json, key: string): string | null {
  const text = isObject(value) && Object.hasOwn(value, key) ? value[key] : null;
  return typeof text === "string" ? text : null;
}
