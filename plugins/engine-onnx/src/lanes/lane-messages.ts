import type { NumberType, Numbers } from "../element-type.js";
import type { Shape } from "../shape.js";

/** One run of a program in a lane. */
export interface LaneRequest {
  /** Number of the program. */
  readonly program: number;
  /** The program itself, before its first run. */
  readonly model?: { readonly bytes: Uint8Array<ArrayBuffer>; readonly keepsMemory: boolean };
  readonly inputs: readonly LaneInput[];
  readonly outputs: readonly { readonly name: string; readonly type: NumberType; readonly shape: Shape }[];
  /** What the lane holds and nobody will ask for again. */
  readonly forget: { readonly programs: readonly number[]; readonly numbers: readonly number[] };
}

export interface LaneInput {
  readonly name: string;
  readonly type: NumberType;
  readonly shape: Shape;
  /** Absent where the lane holds them already. */
  readonly numbers?: Numbers;
  /** Under which number the lane holds them until they are forgotten. */
  readonly kept?: number;
}

export type LaneReply = { readonly outputs: readonly Numbers[] } | { readonly failure: string };

/** How a lane starts. `counter` is [replies so far, 1 once it has ended]. */
export interface LaneStart {
  readonly port: import("node:worker_threads").MessagePort;
  readonly counter: Int32Array;
}
