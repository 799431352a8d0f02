import { compiled, type TensorFunction } from "@lode/core";
import { registerOnnxBackend } from "@lode/engine-onnx";
import * as tf from "@tensorflow/tfjs";
import process from "node:process";
import { someTensor } from "./on-onnx.js";

/** Results of 8 MB each: together more than a session keeps memory for between its runs. */
const [ROWS, WIDTH, LAYERS, STEPS] = [65_536, 32, 2, 2];

/** x [rows, width] through layers that share weights [width, width]. */
const model: TensorFunction = (x, weights) => {
  let hidden = x as tf.Tensor2D;
  for (let layer = 0; layer < LAYERS; layer++) hidden = tf.tanh(tf.matMul(hidden, weights as tf.Tensor2D)).add(hidden);
  return [hidden];
};

/** Takes two steps and sends how many fresh pages of memory the system gave the process in each. */
tf.enableProdMode();
registerOnnxBackend({ provider: "cpu", threads: 1 });
await tf.setBackend("onnx");
const run = compiled(model);
const [x, weights] = tf.tidy(() => [someTensor([ROWS, WIDTH]), tf.variable(someTensor([WIDTH, WIDTH]).mul(0.01))]);
const optimizer = tf.train.sgd(0.01);
const pages: number[] = [];
for (let step = 0; step < STEPS; step++) {
  const before = process.resourceUsage().minorPageFault;
  const loss = tf.tidy(
    () =>
      optimizer.minimize(
        () =>
          run(x, weights as tf.Variable)[0]
            .square()
            .mean<tf.Scalar>(),
        true,
      ) as tf.Scalar,
  );
  await loss.data();
  loss.dispose();
  pages.push(process.resourceUsage().minorPageFault - before);
}
process.send?.(pages);
