import { contract } from "./contract.js";

/** Wall time for `time/` metrics and progress; nothing that trains may read it. */
export interface Clock {
  /** Seconds from an arbitrary start, monotonic. */
  now(): number;
}

export const Clock = contract<Clock>("Clock");
