import engines from "@lode/engine-wasm";
import * as tf from "@tensorflow/tfjs";

let loaded = false;

/** Makes the WebAssembly engine tfjs's for the tests of a `describe`, and gives tfjs's own back. */
export function onWasm(): void {
  before(async () => {
    if (!loaded) await engines[0].load();
    loaded = true;
    await tf.setBackend("wasm");
  });
  after(async () => {
    await tf.setBackend("cpu");
  });
}

/** The numbers that an operation gives on an engine; nothing is left behind. */
export async function numbersOn(engine: "cpu" | "wasm", compute: () => tf.Tensor | tf.Tensor[]): Promise<number[][]> {
  await tf.setBackend(engine);
  const results = [tf.tidy(compute)].flat();
  const numbers = await Promise.all(results.map(async (tensor) => Array.from(await tensor.data())));
  tf.dispose(results);
  await tf.setBackend("wasm");
  return numbers;
}
