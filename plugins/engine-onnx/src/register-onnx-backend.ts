import * as tf from "@tensorflow/tfjs";
import type { SessionSettings } from "./native-session.js";
import { keepFreedMemory } from "./keep-freed-memory.js";
import { OnnxBackend } from "./onnx-backend.js";
import { registerKernels } from "./register-kernels.js";

const NAME = "onnx";

/**
 * Makes the backend `onnx` known to TensorFlow.js, with all kernels: `await tf.setBackend("onnx")` uses it. `warn` hears of kernels that are computed
 * in JavaScript, once for each; by default the process warns on standard error.
 */
export function registerOnnxBackend(settings: SessionSettings, warn: (message: string) => void = warnOnStandardError): OnnxBackend {
  if (process.platform === "linux") keepFreedMemory();
  const backend = new OnnxBackend(settings);
  tf.registerBackend(NAME, () => backend);
  registerKernels(NAME, warn);
  return backend;
}

function warnOnStandardError(message: string): void {
  process.emitWarning(message, { type: "LodeWarning" });
}
