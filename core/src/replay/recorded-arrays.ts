import type { Batch, ColumnName } from "../contracts/batch.js";
import { isObject, type Json, type JsonObject } from "../recipe/json.js";
import type { NumberArray, RecordedCase } from "./recorded-case.js";

/** Every array that a recording can have. */
const SHAPES: Readonly<Record<string, "[B]" | "[B,T]" | "either">> = {
  mask: "[B,T]",
  logprobs: "[B,T]",
  oldLogprobs: "[B,T]",
  refLogprobs: "[B,T]",
  samplerLogprobs: "[B,T]",
  rewards: "[B]",
  groups: "[B]",
  advantages: "either",
  rmScores: "[B,T]",
  values: "[B,T]",
  oldValues: "[B,T]",
  entropies: "[B,T]",
  returns: "[B,T]",
  tokenRewards: "[B,T]",
  tokenWeights: "[B,T]",
};

/** The columns of a batch that a recording has under the same name. */
const COLUMNS: readonly ColumnName[] = [
  "rewards",
  "tokenRewards",
  "oldLogprobs",
  "refLogprobs",
  "samplerLogprobs",
  "values",
  "advantages",
  "returns",
  "tokenWeights",
];

/** The arrays of one case, B rows of T tokens, as they are asked for: what nobody reads may be missing. */
export class RecordedArrays {
  readonly rows: number;
  readonly length: number;
  readonly action: Uint8Array;
  private readonly arrays: JsonObject;

  /** Throws a RangeError for an array in `inputs` that has no meaning, and without a usable mask. */
  constructor(batch: JsonObject, { inputs }: Pick<RecordedCase, "inputs">) {
    const unknown = Object.keys(inputs).find((name) => !Object.hasOwn(SHAPES, name));
    if (unknown !== undefined) throw new RangeError(`nothing reads the input "${unknown}"; there are ${Object.keys(SHAPES).join(", ")}`);
    this.arrays = { ...batch, ...inputs };
    const mask = this.arrays.mask;
    this.rows = Array.isArray(mask) ? mask.length : 0;
    const [first] = Array.isArray(mask) ? (mask as readonly Json[]) : [];
    this.length = Array.isArray(first) ? first.length : 0;
    this.action = Uint8Array.from(this.tokens("mask"), (value) => (value === 1 ? 1 : 0));
  }

  has(name: string): boolean {
    return Object.hasOwn(this.arrays, name) && this.arrays[name] !== null;
  }

  /** An array of one number a row, [B], as it is written. */
  rowNumbers(name: string): readonly number[] {
    return numbers(this.given(name), this.rows, name);
  }

  /** An array of one number a token, [B,T] row-major; one of a number a row counts for all its tokens. */
  tokens(name: string): Float32Array {
    const given = this.given(name);
    const flat = new Float32Array(this.rows * this.length);
    if (SHAPES[name] === "either" && Array.isArray(given) && typeof given[0] === "number") {
      const ofRows = numbers(given, this.rows, name);
      return flat.map((_, place) => ofRows[Math.floor(place / this.length)]);
    }
    list(given, this.rows, name).forEach((row, index) => {
      flat.set(numbers(row, this.length, name), index * this.length);
    });
    return flat;
  }

  /** The recording as components see it, with those of the named columns that it has. */
  batch(columns: readonly string[], more: Partial<Batch> = {}): Batch {
    const { rows, length, action } = this;
    const wanted = COLUMNS.filter((name) => columns.includes(name) && this.has(name));
    return {
      ...{ rows, length, action, temperature: 1, rollouts: [], verdicts: [] },
      // What the tokens were is not recorded: each is its own place, by which a part of the batch finds what was recorded for it.
      tokens: Int32Array.from({ length: rows * length }, (_, place) => place),
      lengths: new Int32Array(rows).fill(length),
      groups: this.groups(),
      actionTokens: action.reduce((sum, value) => sum + value, 0),
      ...Object.fromEntries(wanted.map((name) => [name, name === "rewards" ? Float32Array.from(this.rowNumbers(name)) : this.tokens(name)])),
      ...more,
    };
  }

  /** [B,T] as it is printed, 0 where the mask is 0. */
  nested(values: Float32Array): NumberArray {
    const { rows, length, action } = this;
    return Array.from({ length: rows }, (_, row) =>
      Array.from({ length }, (__, token) => (action[row * length + token] === 1 ? values[row * length + token] : 0)),
    );
  }

  /** Ids may be anything: rows of one id get one number. */
  private groups(): Int32Array {
    if (!this.has("groups")) return Int32Array.from({ length: this.rows }, (_, row) => row);
    const ids = list(this.given("groups"), this.rows, "groups").map((id) => JSON.stringify(id));
    const places = new Map([...new Set(ids)].map((id, place) => [id, place]));
    return Int32Array.from(ids, (id) => places.get(id) ?? 0);
  }

  private given(name: string): Json {
    if (!this.has(name)) throw new RangeError(`neither batch nor inputs have "${name}"`);
    return this.arrays[name];
  }
}

function list(value: Json, length: number, name: string): readonly Json[] {
  if (!Array.isArray(value) || isObject(value)) throw new RangeError(`"${name}" is not an array`);
  if (value.length !== length) throw new RangeError(`"${name}" has ${value.length} entries where the mask has ${length}`);
  return value as readonly Json[];
}

function numbers(value: Json, length: number, name: string): readonly number[] {
  const entries = list(value, length, name);
  const wrong = entries.find((entry) => typeof entry !== "number");
  if (wrong !== undefined) throw new RangeError(`"${name}" has ${JSON.stringify(wrong).slice(0, 40)} where a number is expected`);
  return entries as readonly number[];
}
