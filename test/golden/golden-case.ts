import type { Batch } from "@lode/core";

/** An array of shape [B] or [B,T], as JSON has it. */
type Nested = readonly number[] | readonly (readonly number[])[];

export interface GoldenCase {
  readonly kind: string;
  readonly name: string;
  readonly component: Readonly<Record<string, unknown>> & { readonly use: string };
  readonly inputs?: Readonly<Record<string, Nested>>;
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

export function goldenInputs(file: GoldenFile, { inputs }: Pick<GoldenCase, "inputs">): GoldenInputs {
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
