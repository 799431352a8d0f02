import { physicalCores, type Engine } from "@lode/core";
import * as tf from "@tensorflow/tfjs";
import { version } from "onnxruntime-node/dist/version.js";
import { OnnxBackend } from "./onnx-backend.js";
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
    try {
      computeOnce();
    } catch (error) {
      throw provider === "webgpu" ? withoutGpu(error as Error) : error;
    }
  },
  report: () => {
    const backend = tf.backend();
    if (!(backend instanceof OnnxBackend)) throw new Error("TensorFlow.js computes on another backend than onnx");
    const { provider, threads } = backend.settings;
    return { library: `ONNX Runtime ${version}, ${provider === "webgpu" ? "WebGPU" : "CPU"}`, threads };
  },
};

/** A provider that cannot run here says so at its first session. */
function computeOnce(): void {
  tf.tidy(() => tf.scalar(1).add(1).dataSync());
}

/** What WebGPU needs, by platform. */
const NEEDED: Readonly<Record<string, string>> = {
  linux: "Vulkan: install the loader (libvulkan1 on Debian and Ubuntu) and the GPU's Vulkan driver (mesa-vulkan-drivers for AMD and Intel)",
  "linux arm64": "a build of ONNX Runtime that has it: the package onnxruntime-node for Linux on arm64 has not",
  win32: "Direct3D 12: install the GPU's driver",
  darwin: "Metal, which macOS brings along, and a GPU",
};

/** One line for a person in place of ONNX Runtime's, which begins with its source file and the condition that did not hold. */
function withoutGpu(cause: Error): Error {
  const { platform, arch } = process;
  const reason = cause.message.split("was false. ").at(-1)?.replaceAll(/\s+/g, " ").trim();
  const needed = NEEDED[`${platform} ${arch}`] ?? NEEDED[platform] ?? "a driver for Vulkan, Metal or Direct3D 12";
  return new Error(`WebGPU does not start here (${reason}). It needs ${needed}; provider "cpu" needs none`, { cause });
}
