import type { NamedAttrMap, NamedTensorInfoMap, TensorInfo } from "@tensorflow/tfjs";
import type { Emit, OutputDescription } from "./operation.js";

/** How one call of a kernel becomes an operation. */
export interface Plan {
  /** What it reads; shapes and types are part of the operation's kind. */
  readonly inputs: readonly TensorInfo[];
  /** All else that `emit` depends on. */
  readonly attributes?: readonly unknown[];
  readonly outputs: readonly OutputDescription[];
  readonly emit: Emit;
}

/** A kernel of TensorFlow.js as operators of ONNX. */
export interface OnnxKernel {
  readonly name: string;
  /** Gives a list of tensors, even of one. */
  readonly many?: boolean;
  /** Undefined for a call that it leaves to the kernel in JavaScript. */
  plan(inputs: NamedTensorInfoMap, attributes: NamedAttrMap): Plan | undefined;
}

/** One of TensorFlow.js's tensors, of a call that names it. */
export function tensor(inputs: NamedTensorInfoMap, name: string): TensorInfo {
  const found = inputs[name];
  if (found === undefined || Array.isArray(found)) throw new RangeError(`the kernel has no input ${name}`);
  return found;
}

/** Whether ONNX Runtime computes with tensors of these types; it does not with strings and complex numbers. */
export function computes(tensors: readonly TensorInfo[]): boolean {
  return tensors.every(({ dtype }) => dtype === "float32" || dtype === "int32" || dtype === "bool");
}
