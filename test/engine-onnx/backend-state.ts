import type { OnnxBackend } from "./on-onnx.js";

/** What a backend holds beside the numbers of tensors. */
export interface BackendState {
  /** Operations that are recorded and not computed. */
  readonly waiting: number;
  /** Sessions of ONNX Runtime, by the structure of what they compute; those used last are the last. */
  readonly sessions: readonly object[];
  /** Bytes of arrays that are kept to be used again. */
  readonly pooled: number;
  /** Values that tensors hold. */
  readonly values: number;
}

/** Tests look inside: a user sees none of this but the memory that it takes. */
export function stateOf(backend: OnnxBackend): BackendState {
  return {
    waiting: backend["waiting"].length,
    sessions: [...backend["programs"]["programs"].values()],
    pooled: backend["pool"]["bytes"],
    values: backend.numDataIds(),
  };
}
