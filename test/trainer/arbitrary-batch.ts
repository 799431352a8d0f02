import { randomStream, type Batch, type Columns, type Rollout, type Verdict } from "@lode/core";
import fc from "fast-check";

export const TOKEN_COLUMNS = [
  "tokenRewards",
  "oldLogprobs",
  "refLogprobs",
  "samplerLogprobs",
  "values",
  "advantages",
  "returns",
  "tokenWeights",
] as const satisfies readonly (keyof Columns)[];

/** Batches of 1 to `maxRows` rows of different lengths, with all columns; padding holds tokens 0, action 0 and arbitrary numbers in the columns. */
export function arbitraryBatch(maxRows = 7): fc.Arbitrary<Batch> {
  const shape = fc.record({ seed: fc.nat(), lengths: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: maxRows }) });
  return shape.map(({ seed, lengths }) => batchOf(seed, lengths));
}

function batchOf(seed: number, lengths: readonly number[]): Batch {
  const random = randomStream(seed);
  const rows = lengths.length;
  const length = Math.max(...lengths);
  const inside = (place: number): boolean => place % length < lengths[Math.floor(place / length)];
  const column = (name: string): Float32Array => Float32Array.from({ length: rows * length }, (_, place) => random.at(name).normal(place));
  const action = Uint8Array.from({ length: rows * length }, (_, place) => (inside(place) && random.at("action").uniform(place) < 0.7 ? 1 : 0));
  return {
    ...{ rows, length, action, temperature: 0.5 },
    tokens: Int32Array.from({ length: rows * length }, (_, place) => (inside(place) ? 1 + Math.floor(random.at("tokens").uniform(place) * 90) : 0)),
    lengths: Int32Array.from(lengths),
    groups: Int32Array.from({ length: rows }, (_, row) => Math.floor(random.at("groups").uniform(row) * 3)),
    actionTokens: action.reduce((sum, value) => sum + value, 0),
    rollouts: lengths.map((_, row) => ({ text: `row ${row}` }) as Rollout),
    verdicts: lengths.map((_, row): Verdict => ({ outcome: "correct", reason: `row ${row}` })),
    rewards: Float32Array.from({ length: rows }, (_, row) => random.at("rewards").normal(row)),
    ...Object.fromEntries(TOKEN_COLUMNS.map((name) => [name, column(name)])),
  };
}
