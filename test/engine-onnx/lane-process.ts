import { compiled } from "@lode/core";
import { registerOnnxBackend } from "@lode/engine-onnx";
import * as tf from "@tensorflow/tfjs";
import process from "node:process";

/** Computes two parts side by side, twice, and sends what came of each: the numbers, or the error. */
tf.enableProdMode();
registerOnnxBackend({ provider: "cpu", threads: 2 });
await tf.setBackend("onnx");
const sum = compiled((x) => [x.sum()]);

async function sums(): Promise<object> {
  const tensors = [1, 2].map((value) => tf.tidy(() => sum(tf.fill([100], value))[0]));
  try {
    return { sums: await Promise.all(tensors.map(async (tensor) => (await tensor.data())[0])) };
  } catch (error) {
    const { name, code, message, remedy } = error as Error & { code?: string; remedy?: string };
    return { name, code, message, remedy };
  }
}

for (const _ of [1, 2]) process.send?.(await sums());
process.disconnect();
