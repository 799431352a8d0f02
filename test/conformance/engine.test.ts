import type { Engine } from "@lode/core";
import { describeEngine } from "@lode/core/testkit";
import onnx from "@lode/engine-onnx";
import wasm from "@lode/engine-wasm";
import * as tf from "@tensorflow/tfjs";

/** As core has it: tfjs's own. */
const cpu: Engine = { name: "cpu", load: () => tf.setBackend("cpu").then(() => undefined) };

for (const engine of [cpu, ...wasm, ...onnx]) describeEngine({ describe, it }, engine);
