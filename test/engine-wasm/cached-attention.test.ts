import { fusedKernel, randomStream } from "@lode/core";
import * as tf from "@tensorflow/tfjs";
import { expect } from "chai";
import fc from "fast-check";
import { onWasm } from "./on-wasm.js";

interface Sizes {
  readonly rows: number;
  readonly queries: number;
  readonly seen: number;
  readonly width: number;
  readonly masked: boolean;
}

const numbers = (name: string, count: number): Float32Array => Float32Array.from({ length: count }, (_, place) => randomStream(2).at(name).normal(place));

/** Softmax over the tokens before and the own one, one number at a time in float64. */
function byHand({ rows, queries, seen, width, masked }: Sizes): number[] {
  const [query, ownKey, ownValue] = [numbers("query", rows * queries * width), numbers("ownKey", rows * width), numbers("ownValue", rows * width)];
  const [keys, values, mask] = [numbers("keys", seen * rows * width), numbers("values", seen * rows * width), numbers("mask", rows * seen)];
  return Array.from({ length: rows * queries }, (_, place) => {
    const row = Math.floor(place / queries);
    const tokens = Array.from({ length: seen + 1 }, (__, token) => token);
    const at = (cache: Float32Array, own: Float32Array, token: number, k: number): number =>
      token === seen ? own[row * width + k] : cache[(token * rows + row) * width + k];
    const inner = (ofK: (k: number) => number): number => Array.from({ length: width }, (__, k) => ofK(k)).reduce((sum, value) => sum + value, 0);
    const weights = tokens.map((token) =>
      Math.exp(inner((k) => query[place * width + k] * at(keys, ownKey, token, k)) + (masked && token < seen ? mask[row * seen + token] : 0)),
    );
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return Array.from({ length: width }, (__, k) => tokens.reduce((sum, token) => sum + (weights[token] / total) * at(values, ownValue, token, k), 0));
  }).flat();
}

async function onEngine({ rows, queries, seen, width, masked }: Sizes): Promise<Float32Array> {
  const result = tf.tidy(() => {
    const own = { query: tf.tensor3d(numbers("query", rows * queries * width), [rows, queries, width]) };
    const ofToken = (name: string): tf.Tensor3D => tf.tensor3d(numbers(name, rows * width), [rows, 1, width]);
    const cached = (name: string): tf.Tensor3D => tf.tensor3d(numbers(name, seen * rows * width), [seen, rows, width]);
    const mask: Record<string, tf.Tensor> = masked ? { mask: tf.tensor3d(numbers("mask", rows * seen), [rows, 1, seen]) } : {};
    const inputs = { ...own, ownKey: ofToken("ownKey"), ownValue: ofToken("ownValue"), keys: cached("keys"), values: cached("values"), ...mask };
    return fusedKernel("CachedAttention")?.(inputs)[0] as tf.Tensor;
  });
  const found = (await result.data()) as Float32Array;
  result.dispose();
  return found;
}

const sizes: fc.Arbitrary<Sizes> = fc.record({
  rows: fc.integer({ min: 1, max: 6 }),
  queries: fc.integer({ min: 1, max: 3 }),
  seen: fc.integer({ min: 1, max: 9 }),
  width: fc.integer({ min: 1, max: 11 }),
  masked: fc.boolean(),
});

describe("attention over a cache on WebAssembly", () => {
  onWasm();

  it("is softmax(q·K + mask)·V over the cached tokens and the own one, for any sizes", async () => {
    await fc.assert(
      fc.asyncProperty(sizes, async (given) => {
        const expected = byHand(given);
        (await onEngine(given)).forEach((value, place) => expect(value).to.be.closeTo(expected[place], 1e-4));
      }),
    );
  });
});
