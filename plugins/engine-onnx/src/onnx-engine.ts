import { physicalCores, type Engine } from "@lode/core";
import * as tf from "@tensorflow/tfjs";
import { version } from "onnxruntime-node/dist/version.js";
import type { OnnxBackend } from "./onnx-backend.js";
import { onnxOptions, type OnnxOptions } from "./onnx-options.js";
import { registerOnnxBackend } from "./register-onnx-backend.js";

/** TensorFlow.js on ONNX Runtime. */
export const onnxEngine: Engine = {
  name: "onnx",
  options: onnxOptions,
  async load(given) {
    const { provider = "cpu", threads = physicalCores() } = (given ?? {}) as Partial<OnnxOptions>;
    // Production mode comes first: TensorFlow.js prints no banner then, whatever backend a tensor touches.
    tf.enableProdMode();
    registerOnnxBackend({ provider, threads });
    if (!(await tf.setBackend("onnx"))) throw new Error("ONNX Runtime does not start here");
    computeOnce();
  },
  report: () => {
    const { provider, threads } = (tf.backend() as OnnxBackend).settings;
    return { library: `ONNX Runtime ${version}, ${provider === "webgpu" ? "WebGPU" : "CPU"}`, threads };
  },
};

/** A provider that cannot run here says so at its first session. */
function computeOnce(): void {
  tf.tidy(() => tf.scalar(1).add(1).dataSync());
}
