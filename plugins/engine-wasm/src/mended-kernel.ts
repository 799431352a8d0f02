import type { KernelConfig, NamedAttrMap, TensorInfo } from "@tensorflow/tfjs";
import type { WasmHeap } from "./wasm-heap.js";

/** Inputs and attributes of one call of a kernel. */
export interface KernelCall {
  readonly inputs: Readonly<Record<string, TensorInfo>>;
  readonly attributes: NamedAttrMap;
}

/** A kernel of ours that takes the place of the backend's; undefined for a call that it leaves to the backend. */
export interface MendedKernel {
  readonly name: KernelConfig["kernelName"];
  readonly run: (heap: WasmHeap, call: KernelCall) => TensorInfo | TensorInfo[] | undefined;
}

/** Whether a tensor's numbers have 4 bytes. */
export function hasWords({ dtype }: TensorInfo): boolean {
  return dtype === "float32" || dtype === "int32";
}
