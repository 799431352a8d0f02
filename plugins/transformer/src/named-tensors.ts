import type { TensorData } from "@lode/core";

/** A flat vector of numbers as named tensors, one after another. They share its memory. */
export function namedTensors(flat: Float32Array, shapes: Readonly<Record<string, readonly number[]>>): Readonly<Record<string, TensorData>> {
  const tensors: Record<string, TensorData> = {};
  let offset = 0;
  for (const [name, shape] of Object.entries(shapes)) {
    const size = shape.reduce((product, length) => product * length, 1);
    tensors[name] = { shape, data: flat.subarray(offset, offset + size) };
    offset += size;
  }
  return tensors;
}
