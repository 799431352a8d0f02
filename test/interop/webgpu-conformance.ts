import { describeEngine } from "@lode/core/testkit";
import engines from "@lode/engine-onnx";

/** The suite of engines on WebGPU, for a process of its own: its provider has other kernels than the CPU's. */
for (const engine of engines) describeEngine({ describe, it }, { ...engine, load: () => engine.load({ provider: "webgpu", threads: 1 }) });
