/** A named array that a checkpoint keeps. */
export interface TensorData {
  readonly shape: readonly number[];
  readonly data: Float32Array | Int32Array;
}

/** All that a component needs to go on exactly where it was: tensors go to a safetensors file, `json` beside it. */
export interface Snapshot {
  readonly tensors?: Readonly<Record<string, TensorData>>;
  readonly json?: unknown;
}

/**
 * What every component may have. The order of life is: constructor, `start` (load weights, freeze, ask for a scalar model),
 * `restore` (only when a run is resumed), use, `dispose`.
 *
 * A component with state that must survive has both `snapshot` and `restore`; core collects them from the container by itself.
 */
export interface Component {
  /** Asynchronous preparation, in the order in which components were constructed: what was injected has started before. */
  start?(): Promise<void>;
  /** The present state. Nothing in it may depend on clock or machine: equal runs have equal snapshots, byte for byte. */
  snapshot?(): Promise<Snapshot>;
  /** Takes over a state that `snapshot` gave. */
  restore?(snapshot: Snapshot): Promise<void>;
  /** Frees tensors and handles. Called once, in the reverse order of construction. */
  dispose?(): void | Promise<void>;
}
