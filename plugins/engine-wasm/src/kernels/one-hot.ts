import type { MendedKernel } from "../mended-kernel.js";

/** The backend's kernel writes integers whatever the type. */
export const oneHot: MendedKernel = {
  name: "OneHot",
  run: (heap, { inputs: { indices }, attributes }) => {
    const { dtype, depth, onValue, offValue } = attributes as { dtype: "float32" | "int32"; depth: number; onValue: number; offValue: number };
    if (dtype !== "float32") return undefined;
    const result = heap.allocate([...indices.shape, depth], dtype);
    const numbers = heap.floats(result).fill(offValue);
    heap.integers(indices).forEach((index, place) => {
      if (index >= 0 && index < depth) numbers[place * depth + index] = onValue;
    });
    return result;
  },
};
