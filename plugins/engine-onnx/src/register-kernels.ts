import * as tf from "@tensorflow/tfjs";
import type { KernelConfig, NamedAttrMap, NamedTensorInfoMap, TensorInfo } from "@tensorflow/tfjs";
import { cachedAttention } from "./fused/cached-attention.js";
import { rmsNorm } from "./fused/rms-norm.js";
import { maskedSoftmax } from "./fused/masked-softmax.js";
import { rotaryEmbedding } from "./fused/rotary-embedding.js";
import { swish } from "./fused/swish.js";
import { javascriptKernel } from "./javascript-kernel.js";
import type { OnnxKernel } from "./kernel.js";
import { activations } from "./kernels/activations.js";
import { batchMatMul } from "./kernels/batch-mat-mul.js";
import { binary } from "./kernels/binary.js";
import { clipByValue, select, step } from "./kernels/choice.js";
import { cumsum } from "./kernels/cumsum.js";
import { division } from "./kernels/division.js";
import { filling } from "./kernels/filling.js";
import { fusedMatMul } from "./kernels/fused-mat-mul.js";
import { indexing } from "./kernels/indexing.js";
import { mirrorPad } from "./kernels/mirror-pad.js";
import { movement } from "./kernels/movement.js";
import { ndIndexing } from "./kernels/nd-indexing.js";
import { ordering } from "./kernels/ordering.js";
import { reductions } from "./kernels/reductions.js";
import { slicing } from "./kernels/slicing.js";
import { softmaxes } from "./kernels/softmax.js";
import { addN } from "./kernels/sums.js";
import { unary } from "./kernels/unary.js";
import { cast, views } from "./kernels/views.js";
import type { OnnxBackend } from "./onnx-backend.js";

const KERNELS: readonly OnnxKernel[] = [
  ...unary,
  ...activations,
  ...binary,
  ...division,
  ...reductions,
  ...softmaxes,
  ...ordering,
  ...movement,
  ...slicing,
  ...indexing,
  ...ndIndexing,
  ...filling,
  select,
  step,
  clipByValue,
  addN,
  cast,
  cumsum,
  mirrorPad,
  batchMatMul,
  fusedMatMul,
  rmsNorm,
  rotaryEmbedding,
  maskedSoftmax,
  swish,
  cachedAttention,
];

/**
 * Tells TensorFlow.js the kernels of a backend: ours, and the JavaScript kernels of its `cpu` backend for all others and for calls that ours leave. Gives
 * the names of the others.
 */
export function registerKernels(backendName: string, warn: (message: string) => void): readonly string[] {
  for (const config of views) tf.registerKernel({ ...config, backendName });
  for (const kernel of KERNELS)
    tf.registerKernel({ kernelName: kernel.name as KernelConfig["kernelName"], backendName, kernelFunc: kernelFunction(kernel, warn) });
  const own = new Set<string>([...views.map(({ kernelName }) => kernelName), ...KERNELS.map(({ name }) => name)]);
  const others = tf.getKernelsForBackend("cpu").flatMap(({ kernelName }) => (own.has(kernelName) ? [] : [kernelName]));
  for (const kernelName of others) tf.registerKernel({ kernelName, backendName, kernelFunc: javascriptKernel(kernelName, warn) });
  return others;
}

function kernelFunction(kernel: OnnxKernel, warn: (message: string) => void): KernelConfig["kernelFunc"] {
  const inJavascript = javascriptKernel(kernel.name, warn);
  return (call) => {
    const backend = call.backend as unknown as OnnxBackend;
    const inputs = call.inputs as NamedTensorInfoMap;
    const attributes = (call.attrs ?? {}) as NamedAttrMap;
    if (kernel.name === "Cast" && (inputs.x as TensorInfo).dtype === attributes.dtype) return sameNumbers(backend, inputs.x as TensorInfo);
    const plan = kernel.plan(inputs, attributes);
    if (plan === undefined) return inJavascript(call);
    const outputs = backend.record(plan, kernel.name);
    return kernel.many === true ? outputs : outputs[0];
  };
}

function sameNumbers(backend: OnnxBackend, x: TensorInfo): TensorInfo {
  backend.incRef(x.dataId);
  return { dataId: x.dataId, shape: x.shape, dtype: x.dtype };
}
