import { compiled, type TensorFunction } from "@lode/core";
import { registerOnnxBackend } from "@lode/engine-onnx";
import * as tf from "@tensorflow/tfjs";
import process from "node:process";
import { stateOf } from "./backend-state.js";
import type { MemoryReading } from "./memory-reading.js";
import { someTensor } from "./on-onnx.js";

const [ROWS, WIDTH, STEPS] = [64, 32, 1000];

/** Two layers: x [rows, width], and weights [2 · width, width]. */
const model: TensorFunction = (x, weights) => {
  const [first, second] = tf.split(weights, 2, 0) as tf.Tensor2D[];
  return [tf.matMul(tf.relu(tf.matMul(x as tf.Tensor2D, first)), second)];
};

/** Trains a little model, with the gradient of a compiled function or of the function itself, and sends what is held after some of the steps. */
async function train(run: TensorFunction): Promise<void> {
  tf.enableProdMode();
  const backend = registerOnnxBackend({ provider: "cpu", threads: 1 });
  await tf.setBackend("onnx");
  const weights = tf.tidy(() => tf.variable(someTensor([2 * WIDTH, WIDTH]).mul(0.1)));
  const optimizer = tf.train.adam(0.01);
  for (let step = 1; step <= STEPS; step++) {
    // Every step has other numbers, and every second one other shapes.
    const loss = tf.tidy(() => {
      const x = someTensor([ROWS - (step % 2), WIDTH], step);
      return optimizer.minimize(() => run(x, weights)[0].sub(x).square().mean<tf.Scalar>(), true, [weights]) as tf.Scalar;
    });
    const [value] = await loss.data();
    loss.dispose();
    if (step === 1 || step % 200 === 0) process.send?.(reading(backend, step, value));
  }
}

function reading(backend: Parameters<typeof stateOf>[0], step: number, loss: number): MemoryReading {
  globalThis.gc?.();
  const { values, sessions, pooled, waiting } = stateOf(backend);
  return { step, loss, tensors: tf.memory().numTensors, values, sessions: sessions.length, pooled, waiting, resident: process.memoryUsage().rss };
}

await train(process.argv[2] === "compiled" ? compiled(model) : model);
