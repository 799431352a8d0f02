/** What a training holds after a step; bytes are `pooled` and `resident`. */
export interface MemoryReading {
  readonly step: number;
  readonly loss: number;
  readonly tensors: number;
  readonly values: number;
  readonly sessions: number;
  readonly waiting: number;
  readonly pooled: number;
  readonly resident: number;
}
