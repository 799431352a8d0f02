import type { Batch, OutputName, Outputs } from "@lode/core";
import * as tf from "@tensorflow/tfjs";
import type { Model, TokenRows } from "./model.js";
import type { Weights } from "./weights.js";

/** Largest number of tokens, padding included, that goes through the model at once: it bounds memory. */
const TOKENS_AT_ONCE = 8192;

/** The wanted outputs of a batch as plain arrays, [B,T]: rows of like length go through the model together, without the padding that they do not need. */
export async function scoreRows(model: Model, weights: Weights, batch: Batch, want: readonly OutputName[]): Promise<Outputs> {
  const missing = want.find((name) => !model.gives.includes(name));
  if (missing !== undefined) throw new RangeError(`this model gives ${model.gives.join(" and ")}, not ${missing}`);
  const results = want.map(() => new Float32Array(batch.rows * batch.length));
  for (const rows of chunks(batch.lengths)) {
    const part = chosenRows(batch, rows);
    const tensors = tf.tidy(() => model.outputs(weights, part, want));
    const values = await Promise.all(tensors.map((tensor) => tensor.data()));
    tf.dispose(tensors);
    values.forEach((numbers, output) => {
      rows.forEach((row, place) => results[output].set(numbers.subarray(place * part.length, (place + 1) * part.length), row * batch.length));
    });
  }
  return Object.fromEntries(want.map((name, output) => [name, results[output]]));
}

/** Row numbers in order of length, cut where another row would exceed the bound. Rows with fewer than two tokens have no outputs. */
function chunks(lengths: Int32Array): number[][] {
  const order = Array.from(lengths.keys()).filter((row) => lengths[row] > 1);
  order.sort((a, b) => lengths[a] - lengths[b] || a - b);
  const result: number[][] = [];
  for (const row of order) {
    const last = result.at(-1);
    if (last !== undefined && (last.length + 1) * lengths[row] <= TOKENS_AT_ONCE) last.push(row);
    else result.push([row]);
  }
  return result;
}

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
