import { clippedSurrogate, clipInWords, clippedSurrogateInWords, type ClipOptions } from "@lode/core";
import * as tf from "@tensorflow/tfjs";
import { expect } from "chai";
import { read } from "./tensors.js";

const RATIOS = [0.5, 0.9, 1, 1.1, 1.5, 4];

function lossesOf(advantage: number, options: ClipOptions): Promise<number[]> {
  return read(() => clippedSurrogate(tf.tensor2d([RATIOS]), tf.fill([1, RATIOS.length], advantage), options).losses);
}

function slopesOf(advantage: number, options: ClipOptions): Promise<number[]> {
  const slope = tf.grad((ratio) => clippedSurrogate(ratio as tf.Tensor2D, tf.fill([1, RATIOS.length], advantage), options).losses);
  return read(() => slope(tf.tensor2d([RATIOS])));
}

function expectClose(values: readonly number[], expected: readonly number[]): void {
  values.forEach((value, place) => expect(value, `ratio ${RATIOS[place]}`).to.be.closeTo(expected[place], 1e-6));
}

describe("clippedSurrogate", () => {
  const clip = { clipLow: 0.2, clipHigh: 0.3 };

  it("gains nothing more above the upper bound where the advantage is positive", async () => {
    expectClose(await lossesOf(2, clip), [-1, -1.8, -2, -2.2, -2.6, -2.6]);
    expectClose(await slopesOf(2, clip), [-2, -2, -2, -2, 0, 0]);
  });

  it("gains nothing more below the lower bound where the advantage is negative", async () => {
    expectClose(await lossesOf(-1, clip), [0.8, 0.9, 1, 1.1, 1.5, 4]);
    expectClose(await slopesOf(-1, clip), [0, 1, 1, 1, 1, 1]);
  });

  it("bounds the ratio itself by the dual clip, only where the advantage is negative", async () => {
    expectClose(await lossesOf(-1, { ...clip, dualClip: 3 }), [0.8, 0.9, 1, 1.1, 1.5, 3]);
    expectClose(await slopesOf(-1, { ...clip, dualClip: 3 }), [0, 1, 1, 1, 1, 0]);
    expectClose(await lossesOf(2, { ...clip, dualClip: 1.05 }), [-1, -1.8, -2, -2.2, -2.6, -2.6]);
  });

  it("keeps the gradient at ratio 1 when it clips everything else", async () => {
    expect((await slopesOf(1, { clipLow: 0, clipHigh: 0 }))[2]).to.equal(-1);
    expect((await slopesOf(-1, { clipLow: 0, clipHigh: 0 }))[2]).to.equal(1);
  });

  it("marks the tokens whose loss it made larger, before the dual clip", async () => {
    const marks = (advantage: number): Promise<number[]> =>
      read(() => clippedSurrogate(tf.tensor2d([RATIOS]), tf.fill([1, RATIOS.length], advantage), { ...clip, dualClip: 1.2 }).clipped);
    expect(await marks(1)).to.deep.equal([0, 0, 0, 0, 1, 1]);
    expect(await marks(-1)).to.deep.equal([1, 0, 0, 0, 0, 0]);
    expect(await marks(0)).to.deep.equal([0, 0, 0, 0, 0, 0]);
  });

  it("is said in words with its bounds", () => {
    expect(clipInWords({ clipLow: 0.9, clipHigh: 0.28 })).to.equal("clip(r, 0.1, 1.28)");
    expect(clippedSurrogateInWords({ ...clip, dualClip: 3 }, "r = 1")).to.equal("max(-A·r, -A·clip(r, 0.8, 1.3)), at most -A·3 where A < 0, with r = 1");
  });
});
