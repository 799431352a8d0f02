import * as tf from "@tensorflow/tfjs";
import type { KernelConfig, NamedTensorInfoMap, TensorInfo } from "@tensorflow/tfjs";
import type { OnnxBackend } from "./onnx-backend.js";

/** A kernel of TensorFlow.js's own `cpu` backend, called with numbers that are read for it; the first read warns, since it takes time. */
export function javascriptKernel(kernelName: string, warn: (message: string) => void): KernelConfig["kernelFunc"] {
  let warned = false;
  return ({ inputs, attrs, backend }) => {
    const onnx = backend as unknown as OnnxBackend;
    const javascript = tf.findBackend("cpu");
    const borrowed: TensorInfo[] = [];
    const lend = (given: TensorInfo): TensorInfo => {
      if (!warned) warn(`the onnx backend has no kernel ${kernelName} for this call: TensorFlow.js's JavaScript computes it`);
      warned = true;
      const lent = written(javascript, onnx.readSync(given.dataId), given);
      borrowed.push(lent);
      return lent;
    };
    const results = tf.getKernel(kernelName as KernelConfig["kernelName"], "cpu").kernelFunc({ inputs: lentInputs(inputs, lend), attrs, backend: javascript });
    const taken = [results].flat().map(({ dataId, shape, dtype }) => ({ dataId: onnx.write(copied(javascript.readSync(dataId)), shape, dtype), shape, dtype }));
    for (const { dataId } of [...[results].flat(), ...borrowed]) javascript.disposeData(dataId);
    return Array.isArray(results) ? taken : taken[0];
  };
}

/** Some kernels have a list of tensors for inputs, some have lists in places, and some leave inputs out. */
function lentInputs(inputs: object, lend: (tensor: TensorInfo) => TensorInfo): NamedTensorInfoMap {
  if (Array.isArray(inputs)) return (inputs as TensorInfo[]).map(lend) as unknown as NamedTensorInfoMap;
  const lent: Record<string, unknown> = {};
  for (const [name, input] of Object.entries(inputs as Record<string, TensorInfo | TensorInfo[] | null | undefined>)) {
    lent[name] = Array.isArray(input) ? input.map(lend) : (input ?? undefined) && lend(input as TensorInfo);
  }
  return lent as NamedTensorInfoMap;
}

/** The tensor in JavaScript. Complex numbers lie here in turns, real and imaginary, and there apart. */
function written(javascript: tf.KernelBackend, numbers: tf.BackendValues, { shape, dtype }: TensorInfo): TensorInfo {
  // Some kernels read the rank, which only tensors have.
  if (dtype !== "complex64") return { dataId: javascript.write(numbers, shape, dtype), shape, dtype, rank: shape.length } as TensorInfo;
  const { real, imag } = tf.backend_util.splitRealAndImagArrays(numbers as Float32Array);
  const [realPart, imagPart] = [real, imag].map((part): TensorInfo => ({ dataId: javascript.write(part, shape, "float32"), shape, dtype: "float32" }));
  const joined = tf.getKernel("Complex", "cpu").kernelFunc({ inputs: { real: realPart, imag: imagPart }, backend: javascript }) as TensorInfo;
  for (const { dataId } of [realPart, imagPart]) javascript.disposeData(dataId);
  return joined;
}

/** What a kernel gives may be what it was lent. */
function copied(numbers: tf.BackendValues): tf.BackendValues {
  return numbers.slice() as tf.BackendValues;
}
