import type { Engine } from "@lode/core";
import * as tf from "@tensorflow/tfjs";
import { setupFailure } from "./setup-failure.js";

const LEFT = [1, 2, 3, 4];
const RIGHT = [5, 6, 7, 8];
/** LEFT · RIGHT as matrices [2, 2], by hand. */
const PRODUCT = [19, 22, 43, 50];
/** The gradient of the sum of squares of the product with respect to LEFT, 2 · PRODUCT · RIGHTᵀ, by hand. */
const GRADIENT = [454, 618, 1030, 1402];

/**
 * Loads an engine and lets it compute what is known: a product of matrices and a gradient. Throws ENGINE_UNAVAILABLE where it does not load or computes
 * something else.
 */
export async function checkEngine(engine: Engine): Promise<void> {
  await engine.load().catch((error: unknown) => {
    throw setupFailure((error as Error).message, "Run the setup; after `npm ci`, which empties node_modules, run it again.", engine.name);
  });
  const right = tf.tensor2d(RIGHT, [2, 2]);
  const left = tf.tensor2d(LEFT, [2, 2]);
  const sumOfSquares = (x: tf.Tensor): tf.Tensor => tf.matMul(x, right).square().sum();
  const wrong = [...(await differing("product", tf.matMul(left, right), PRODUCT)), ...(await differing("gradient", tf.grad(sumOfSquares)(left), GRADIENT))];
  tf.dispose([left, right]);
  if (wrong.length > 0) throw setupFailure(`computes wrong numbers: ${wrong.join(", ")}`, "Do not use it here, and please report it.", engine.name);
}

async function differing(name: string, tensor: tf.Tensor, expected: readonly number[]): Promise<readonly string[]> {
  const found = Array.from(await tensor.data());
  tensor.dispose();
  return found.every((value, place) => value === expected[place]) ? [] : [`${name} ${found.join(" ")} instead of ${expected.join(" ")}`];
}
