import * as tf from "@tensorflow/tfjs";
import type { Engine } from "../../contracts/engine.js";
import { randomStream } from "../../trainer/random-stream.js";
import { fail } from "../demand.js";
import { onEngine } from "./engine-in-use.js";
import type { KernelCase, KernelCases, KernelInput, Numbers } from "./kernel-case.js";

/** Of float32, relative to numbers above 1. */
const TOLERANCE = 1e-4;
/** Of central differences in float64. */
const STEP = 1e-5;

/** A law that every case's operation and its gradient on the engine are those of plain arrays in float64. */
export function kernelLaw(cases: KernelCases): (engine: Engine) => Promise<void> {
  return (engine) =>
    onEngine(engine, async () => {
      for (const [name, tried] of Object.entries(cases)) await tryCase(name, tried).catch((error: unknown) => explain(engine, name, error));
    });
}

class WrongNumbers extends Error {}

function explain(engine: Engine, name: string, error: unknown): never {
  const why = error instanceof WrongNumbers ? error.message : `it threw ${String(error)}`;
  fail(`The operation ${name} of the engine ${engine.name} is wrong: ${why}`, "Mend or replace its kernel, or that of its gradient.");
}

async function tryCase(name: string, { inputs, compute, reference }: KernelCase): Promise<void> {
  const values = inputs.map((input, place) => numbersOf(input, `${name} ${place}`));
  const expected = reference(...values);
  const weights = numbersOf({ shape: [expected.length] }, `${name} weights`);
  const weighted = (changed: readonly Numbers[]): number => reference(...changed).reduce((sum, value, place) => sum + weights[place] * value, 0);
  const results = tf.tidy(() => {
    const tensors = inputs.map(({ shape }, place) => tf.tensor([...values[place]], [...shape], "float32"));
    const result = compute(...tensors);
    return [result, ...tf.grads((...changed: tf.Tensor[]) => compute(...changed))(tensors, tf.tensor([...weights], result.shape, "float32"))];
  });
  const [found, ...gradients] = await Promise.all(results.map(async (tensor) => Array.from((await tensor.data()) as Float32Array)));
  tf.dispose(results);
  expectClose(found, expected, "its result");
  for (const [input, gradient] of gradients.entries()) {
    const differences = values[input].map(
      (_, place) => (weighted(moved(values, [input, place], STEP)) - weighted(moved(values, [input, place], -STEP))) / (2 * STEP),
    );
    expectClose(gradient, differences, `its gradient with respect to input ${input}`);
  }
}

function expectClose(found: Numbers, expected: Numbers, what: string): void {
  if (found.length !== expected.length) throw new WrongNumbers(`${what} has ${found.length} numbers, expected ${expected.length}`);
  const wrong = found.findIndex((value, place) => !(Math.abs(value - expected[place]) <= TOLERANCE * Math.max(1, Math.abs(expected[place]))));
  if (wrong >= 0) throw new WrongNumbers(`${what} is ${found[wrong]} at place ${wrong}, expected ${expected[wrong]}`);
}

function moved(values: readonly Numbers[], [input, place]: readonly [number, number], step: number): readonly Numbers[] {
  return values.map((numbers, own) => (own === input ? numbers.map((value, at) => (at === place ? value + step : value)) : numbers));
}

/** Different multiples of 1/16, in an order of chance: exact in float32, apart from one another and from 0. Inputs of one case share none. */
function numbersOf({ shape, kind }: KernelInput, name: string): Numbers {
  const count = shape.reduce((product, size) => product * size, 1);
  const random = randomStream(1).at(name);
  const order = Array.from({ length: count }, (_, place) => place).sort((a, b) => random.uniform(a) - random.uniform(b));
  const offset = 0.01 + 0.04 * random.uniform(count);
  return order.map((place) => Math.fround(kind === "positive" ? 0.3 + place / 8 + offset : (place - count / 2) / 8 + offset));
}
