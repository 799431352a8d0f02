import { compiled, type TensorFunction } from "@lode/core";
import * as tf from "@tensorflow/tfjs";
import { expect } from "chai";
import { createRequire } from "node:module";
import { expectClose, onOnnx } from "../engine-onnx/on-onnx.js";

const { optimizerStep } = createRequire(import.meta.url)(
  "../../../plugins/transformer/dist/optimizer-step.js",
) as typeof import("../../plugins/transformer/src/optimizer-step.js");

type Options = Parameters<typeof optimizerStep>[0];

/** Numbers that are computed at once. */
const BLOCK = 1 << 16;
const LENGTHS = [1, BLOCK, BLOCK + 1, 3 * BLOCK + 1000];
const RATES = [0.05, 0.05 / (1 - 0.9 ** 3), 1 / (1 - 0.98 ** 3)];

const settings = (clip: number, weightDecay: number): Options => ({ gradientClip: clip, weightDecay, beta1: 0.9, beta2: 0.98, epsilon: 1e-3 }) as Options;

/** Weights, gradient, moments and decays of a length, in float32. The gradient is larger the further on: blocks have norms that differ much. */
function vectorsOf(length: number): Float32Array[] {
  const vector = (of: (place: number) => number): Float32Array => Float32Array.from({ length }, (_, place) => of(place));
  return [
    vector((place) => Math.sin(1 + place * 78.233)),
    vector((place) => (0.01 + place / BLOCK) * Math.cos(place * 12.9898)),
    vector((place) => 0.1 * Math.sin(place * 3.7)),
    vector((place) => 0.01 + 0.01 * Math.cos(place * 5.1)),
    vector((place) => Math.floor(place / 100) % 2),
  ];
}

/** Weights, moments and norm after a step, worked out in float64, one number at a time. */
function byHand(length: number, { gradientClip, weightDecay, beta1, beta2, epsilon }: Options): number[][] {
  const [weights, gradient, first, second, decays] = vectorsOf(length).map((numbers) => Array.from(numbers));
  const norm = Math.sqrt(gradient.reduce((sum, g) => sum + g * g, 0));
  const scale = gradientClip > 0 ? Math.min(1, gradientClip / norm) : 1;
  const [rate, correctedRate, correction] = RATES;
  weights.forEach((weight, place) => {
    const g = gradient[place] * scale;
    first[place] = beta1 * first[place] + (1 - beta1) * g;
    second[place] = beta2 * second[place] + (1 - beta2) * g * g;
    const change = (correctedRate * first[place]) / (Math.sqrt(correction * second[place]) + epsilon);
    weights[place] = weight - rate * weightDecay * decays[place] * weight - change;
  });
  return [weights, first, second, [norm]];
}

async function computed(step: TensorFunction, length: number): Promise<ArrayLike<number>[]> {
  const given = [...vectorsOf(length), Float32Array.from(RATES)].map((numbers) => tf.tensor1d(numbers));
  const results = tf.tidy(() => step(...given));
  const numbers = await Promise.all(results.map(async (tensor) => (await tensor.data()).slice()));
  tf.dispose([given, results]);
  return numbers;
}

async function expectByHand(clip: number, weightDecay: number, made: (run: TensorFunction) => TensorFunction): Promise<void> {
  const options = settings(clip, weightDecay);
  const step = made(optimizerStep(options));
  for (const length of LENGTHS) {
    const [found, expected] = [await computed(step, length), byHand(length, options)];
    expect(found.length).to.equal(4);
    // Moments are small: their differences must be, too.
    expected.forEach((numbers, place) => expectClose(found[place], numbers, place === 1 || place === 2 ? 2e-7 + 1e-6 * largest(numbers) : 2e-5));
  }
}

function largest(numbers: readonly number[]): number {
  return numbers.reduce((most, number) => Math.max(most, Math.abs(number)), 0);
}

/** Without clipping, with a clip that the gradient is far above, and with one that it is below; with and without decay. */
function describeSteps(made: (run: TensorFunction) => TensorFunction = (run) => run): void {
  for (const [clip, title] of [
    [0, "without clipping"],
    [1, "clipped by the norm of the whole gradient"],
    [1e4, "with a clip above the norm"],
  ] as const) {
    for (const weightDecay of [0, 0.1]) {
      it(`${title}, ${weightDecay === 0 ? "without" : "with"} weight decay`, () => expectByHand(clip, weightDecay, made));
    }
  }
}

describe("a step of the optimizer on vectors of one block and of several is that of each number", function () {
  this.timeout(60_000);

  describe("on tfjs's own engine", () => {
    describeSteps();
  });

  describe("on ONNX Runtime", () => {
    onOnnx();
    describeSteps();
  });

  describe("on ONNX Runtime, compiled, with two threads", () => {
    onOnnx({ threads: 2 });
    describeSteps(compiled);
  });
});
