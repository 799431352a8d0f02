import type { Batch } from "@lode/core";

/** An array of shape [B] or [B,T], as JSON has it. */
export type Nested = readonly number[] | readonly (readonly number[])[];

/** What a case computes, or should: numbers and arrays under names. */
export type Numbers = { readonly [name: string]: number | Nested | Readonly<Record<string, number>> };

/** A fragment of a recipe: which component, and those of its options that are not left to their defaults. */
export type Fragment = Readonly<Record<string, unknown>> & { readonly use: string };

export interface GoldenCase {
  readonly kind: string;
  readonly name: string;
  readonly component: Fragment;
  readonly rewardModel?: Fragment;
  readonly inputs?: Readonly<Record<string, Nested>>;
  readonly expected: Numbers;
}

export interface GoldenFile {
  readonly batch: Readonly<Record<string, Nested>>;
  readonly cases: readonly GoldenCase[];
}

/** The arrays of one case, flat and row-major, by their golden names; positions without action keep their arbitrary numbers. */
export interface GoldenInputs {
  readonly rows: number;
  readonly length: number;
  readonly action: Uint8Array;
  array(name: string): Float32Array;
}

export function goldenInputs(file: GoldenFile, { inputs }: GoldenCase): GoldenInputs {
  const arrays: Readonly<Record<string, Nested | undefined>> = { ...file.batch, ...inputs };
  const array = (name: string): Float32Array => {
    const values = arrays[name];
    if (values === undefined) throw new Error(`the case has no ${name}`);
    return Float32Array.from(values.flat());
  };
  const mask = array("mask");
  const rows = array("rewards").length;
  return { rows, length: mask.length / rows, action: Uint8Array.from(mask), array };
}

/** The batch that components see, without columns. */
export function bareBatch({ rows, length, action, array }: GoldenInputs): Batch {
  return {
    ...{ rows, length, action, temperature: 1, rollouts: [], verdicts: [] },
    tokens: new Int32Array(rows * length),
    lengths: new Int32Array(rows).fill(length),
    groups: Int32Array.from(array("groups")),
    actionTokens: action.reduce((sum, value) => sum + value, 0),
  };
}

/** [B,T] as nested arrays, 0 where `action` is 0. */
export function nested(values: Float32Array, { rows, length, action }: Pick<Batch, "rows" | "length" | "action">): Nested {
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length }, (__, token) => (action[row * length + token] === 1 ? values[row * length + token] : 0)),
  );
}
