import * as tf from "@tensorflow/tfjs";
import { expect } from "chai";
import { expectClose, onOnnx, someTensor } from "./on-onnx.js";

/** Losses of a training by TensorFlow.js's own layers, from the same weights every time, and what the model says at last. */
async function fitted(): Promise<{ losses: number[]; prediction: number[] }> {
  const kernelInitializer = tf.initializers.glorotNormal({ seed: 1 });
  const hidden = tf.layers.dense({ units: 16, activation: "relu", inputShape: [2], kernelInitializer });
  const model = tf.sequential({ layers: [hidden, tf.layers.dense({ units: 3, activation: "softmax", kernelInitializer })] });
  const optimizer = tf.train.adam(0.02);
  model.compile({ optimizer, loss: "categoricalCrossentropy" });
  const [x, y] = tf.tidy(() => {
    const points = someTensor([128, 2]);
    return [points, tf.oneHot(points.argMax(1), 3)];
  });
  const history = await model.fit(x, y, { epochs: 10, batchSize: 32, shuffle: false });
  const predicted = tf.tidy(() => model.predict(x) as tf.Tensor);
  const prediction = Array.from(await predicted.data());
  tf.dispose([x, y, predicted]);
  model.dispose();
  optimizer.dispose();
  return { losses: history.history.loss as number[], prediction };
}

describe("layers of TensorFlow.js on ONNX Runtime", () => {
  const onnx = onOnnx();

  it("train as on tfjs's own engine, and nothing of it is JavaScript's", async () => {
    const found = await fitted();
    expect(onnx.warnings).to.deep.equal([]);
    await tf.setBackend("cpu");
    const expected = await fitted();
    await tf.setBackend("onnx");
    expectClose(found.losses, expected.losses, 1e-4);
    expectClose(found.prediction, expected.prediction, 1e-3);
    expect(found.losses[9]).to.be.below(found.losses[0] / 2);
  });
});
