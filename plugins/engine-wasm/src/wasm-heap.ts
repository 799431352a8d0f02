import type { DataType, TensorInfo } from "@tensorflow/tfjs";

/** What is used of the class `BackendWasm` of @tensorflow/tfjs-backend-wasm. */
export interface WasmBackend {
  readonly wasm: object;
  getMemoryOffset(dataId: TensorInfo["dataId"]): number;
  makeOutput(shape: number[], dtype: DataType): TensorInfo;
  disposeData(dataId: TensorInfo["dataId"]): boolean;
  incRef(dataId: TensorInfo["dataId"]): void;
  typedArrayFromHeap(tensor: TensorInfo): Float32Array | Int32Array | Uint8Array;
}

/** What kernels of ours use of tfjs's WebAssembly backend: its memory, where a tensor lies in it, and new tensors. */
export interface WasmHeap {
  readonly memory: WebAssembly.Memory;
  /** Byte address of a tensor. */
  address(tensor: TensorInfo): number;
  /** The same in units of 4 bytes. */
  place(tensor: TensorInfo): number;
  /** A new tensor with arbitrary content. */
  allocate(shape: readonly number[], dtype?: DataType): TensorInfo;
  free(tensor: TensorInfo): void;
  /** Another tensor with the same numbers in the same place. */
  share(tensor: TensorInfo, shape: readonly number[]): TensorInfo;
  /** The numbers of a tensor, in place; valid until the next allocation. */
  floats(tensor: TensorInfo): Float32Array;
  integers(tensor: TensorInfo): Int32Array;
  /** The whole heap in units of 4 bytes, to copy within. */
  words(): Int32Array;
}

/** Throws an Error where the backend hides its memory. */
export function wasmHeap(backend: WasmBackend): WasmHeap {
  const { asm } = backend.wasm as { asm?: { memory?: unknown } };
  const memory = asm?.memory;
  if (!(memory instanceof WebAssembly.Memory)) throw new Error("this build of @tensorflow/tfjs-backend-wasm does not show its memory");
  return {
    memory,
    address: (tensor) => backend.getMemoryOffset(tensor.dataId),
    place: (tensor) => backend.getMemoryOffset(tensor.dataId) / 4,
    allocate: (shape, dtype = "float32") => backend.makeOutput([...shape], dtype),
    free: (tensor) => void backend.disposeData(tensor.dataId),
    share: ({ dataId, dtype }, shape) => {
      backend.incRef(dataId);
      return { dataId, dtype, shape: [...shape] };
    },
    floats: (tensor) => backend.typedArrayFromHeap(tensor) as Float32Array,
    integers: (tensor) => backend.typedArrayFromHeap(tensor) as Int32Array,
    words: () => new Int32Array(memory.buffer),
  };
}
