import * as tf from "@tensorflow/tfjs";
import { expect } from "chai";
import { onOnnx } from "./on-onnx.js";

/** Rows, their width, places. From 2.1e5 numbers on, ONNX Runtime's own operator loses sums with several threads. */
const SIZES = [
  [4096, 128, 64],
  [40_000, 8, 2],
  [4096, 64, 20_000],
  [160_000, 2, 3],
] as const;

describe("sums of rows by place, with several threads", () => {
  onOnnx({ threads: 8 });

  for (const [rows, width, places] of SIZES) {
    it(`of ${rows} rows of ${width} numbers at ${places} places lose nothing`, async function () {
      this.timeout(60_000);
      const indices = tf.tensor1d(
        Int32Array.from({ length: rows }, (_, row) => (row * 7919) % places),
        "int32",
      );
      const counts = new Float32Array(places);
      for (const place of await indices.data()) counts[place]++;
      const expected = Float32Array.from({ length: places * width }, (_, number) => counts[Math.floor(number / width)]);
      const repeats = places * width > 100_000 ? 5 : 100;
      for (let time = 0; time < repeats; time++) {
        const sums = tf.tidy(() => tf.unsortedSegmentSum(tf.ones([rows, width]), indices, places));
        const wrong = (await sums.data()).findIndex((value, number) => value !== expected[number]);
        sums.dispose();
        expect(wrong).to.equal(-1);
      }
      indices.dispose();
    });
  }
});
