/** Types of numbers in tensors. */
export type NumberType = "float32" | "int32" | "bool";

/** Types of numbers in graphs: int64 is what some operators of ONNX ask for, and float64 holds every int32. */
export type ElementType = NumberType | "int64" | "float64";

/** Numbers of a tensor as they lie in memory: bool has a byte each. */
export type Numbers = Float32Array | Int32Array | Uint8Array;

/** TensorProto.DataType, see https://github.com/onnx/onnx/blob/main/onnx/onnx.proto. */
const CODES: Readonly<Record<ElementType, number>> = { float32: 1, int32: 6, int64: 7, bool: 9, float64: 11 };

export function elementCode(type: ElementType): number {
  return CODES[type];
}

export function newNumbers(type: NumberType, size: number): Numbers {
  if (type === "float32") return new Float32Array(size);
  return type === "int32" ? new Int32Array(size) : new Uint8Array(size);
}
