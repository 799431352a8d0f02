import { correctionWeights, type Correction } from "@lode/core";
import * as tf from "@tensorflow/tfjs";
import { expect } from "chai";
import { read } from "./tensors.js";

/** Ratios of tokens 2, .5 and 1; 3, 1 and 1: of the rows 1 and 3. */
const RATIOS = [
  [2, 0.5, 1],
  [3, 1, 1],
];

async function weightsOf(correction: Correction): Promise<number[]> {
  const values = await read(() => {
    const old = tf.tensor2d(RATIOS).log<tf.Tensor2D>();
    return correctionWeights(old, tf.zerosLike(old), correction).add(tf.zerosLike(old));
  });
  return values.map((value) => Math.round(value * 1e5) / 1e5);
}

describe("correctionWeights", () => {
  it("truncates or masks the ratio of single tokens", async () => {
    expect(await weightsOf({ level: "token", mode: "truncate", cap: 1.5 })).to.deep.equal([1.5, 0.5, 1, 1.5, 1, 1]);
    expect(await weightsOf({ level: "token", mode: "mask", cap: 1.5 })).to.deep.equal([0, 0.5, 1, 0, 1, 1]);
  });

  it("truncates or masks the product over a row", async () => {
    expect(await weightsOf({ level: "sequence", mode: "truncate", cap: 2 })).to.deep.equal([1, 1, 1, 2, 2, 2]);
    expect(await weightsOf({ level: "sequence", mode: "mask", cap: 2 })).to.deep.equal([1, 1, 1, 0, 0, 0]);
  });
});
