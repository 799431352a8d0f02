import { tensor, type OnnxKernel } from "../kernel.js";

type Filled = "float32" | "int32";

const isFilled = (type: unknown): type is Filled => type === "float32" || type === "int32";

const fill: OnnxKernel = {
  name: "Fill",
  plan: (_, attributes) => {
    const { shape, value, dtype } = attributes as { shape: number[]; value: number | string; dtype?: string };
    const type = dtype ?? (typeof value === "number" ? "float32" : "string");
    if (typeof value !== "number" || !isFilled(type)) return undefined;
    return {
      inputs: [],
      attributes: [value],
      outputs: [{ type, shape }],
      emit: (graph) => [graph.add("Expand", [graph.scalar(value, type), graph.integers(shape)], shape)],
    };
  },
};

function like(name: string, value: number): OnnxKernel {
  return {
    name,
    plan: (given) => {
      const { dtype, shape } = tensor(given, "x");
      if (!isFilled(dtype)) return undefined;
      return {
        inputs: [],
        outputs: [{ type: dtype, shape }],
        emit: (graph) => [graph.add("Expand", [graph.scalar(value, dtype), graph.integers(shape)], shape)],
      };
    },
  };
}

/** Kernels that make a tensor of one number. */
export const filling: readonly OnnxKernel[] = [fill, like("ZerosLike", 0), like("OnesLike", 1)];
