import type { Engine } from "@lode/core";
import { onnxEngine } from "./onnx-engine.js";

export { registerOnnxBackend } from "./register-onnx-backend.js";

export default [onnxEngine] satisfies Engine[];
