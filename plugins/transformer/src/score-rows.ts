import { lanes, rowParts, type Batch, type OutputName, type Outputs } from "@lode/core";
import * as tf from "@tensorflow/tfjs";
import type { Model, TokenRows } from "./model.js";

/** Largest number of tokens, padding included, that goes through the model at once: it bounds memory, and a thousand stay in the cache. */
const TOKENS_AT_ONCE = 1024;

/** The wanted outputs of a batch as plain arrays, [B,T]: rows that have much in common go through the model together. */
export async function scoreRows(model: Model, weights: tf.Tensor1D, batch: Batch, want: readonly OutputName[]): Promise<Outputs> {
  const missing = want.find((name) => !model.gives.includes(name));
  if (missing !== undefined) throw new RangeError(`this model gives ${model.gives.join(" and ")}, not ${missing}`);
  const results = want.map(() => new Float32Array(batch.rows * batch.length));
  const scorePart = async (rows: readonly number[]): Promise<void> => {
    const part = chosenRows(batch, rows);
    const tensors = tf.tidy(() => model.outputs(weights, part, want));
    const values = await Promise.all(tensors.map((tensor) => tensor.data()));
    tf.dispose(tensors);
    values.forEach((numbers, output) => {
      rows.forEach((row, place) => {
        const own = numbers.subarray(place * part.length, place * part.length + batch.lengths[row]);
        results[output].set(own, row * batch.length);
      });
    });
  };
  const parts = rowParts(batch, TOKENS_AT_ONCE);
  for (let first = 0; first < parts.length; first += lanes()) await Promise.all(parts.slice(first, first + lanes()).map(scorePart));
  return Object.fromEntries(want.map((name, output) => [name, results[output]]));
}

/** These rows, as long as the longest of them. */
function chosenRows(batch: Batch, rows: readonly number[]): TokenRows {
  const length = rows.reduce((longest, row) => Math.max(longest, batch.lengths[row]), 0);
  const tokens = new Int32Array(rows.length * length);
  const action = new Uint8Array(rows.length * length);
  rows.forEach((row, place) => {
    tokens.set(batch.tokens.subarray(row * batch.length, row * batch.length + length), place * length);
    action.set(batch.action.subarray(row * batch.length, row * batch.length + length), place * length);
  });
  return { rows: rows.length, length, tokens, action, temperature: batch.temperature };
}
