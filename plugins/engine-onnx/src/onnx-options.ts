import { Type, options, physicalCores, type Static } from "@lode/core";

export const onnxOptions = options({
  provider: Type.Union([Type.Literal("cpu"), Type.Literal("webgpu")], {
    default: "cpu",
    description: "What computes: the processor, or a GPU through WebGPU (Vulkan, Metal or Direct3D 12).",
  }),
  threads: Type.Integer({ minimum: 1, default: physicalCores(), description: "Threads that compute." }),
});

export type OnnxOptions = Static<typeof onnxOptions>;
