import type { MessagePort } from "node:worker_threads";
import type { Move } from "@lode/core";
import type { NumberType, Numbers } from "../element-type.js";
import type { InputWindow, Window } from "../graph-layout.js";

/** Something to do for a lane, in the order of sending. Only runs are answered. */
export type LaneRequest = RunRequest | ArrayRequest;

/** What happens to an array of the lane. */
export type ArrayRequest =
  | { readonly array: number; readonly length: number }
  | { readonly array: number; readonly from: number; readonly numbers: Float32Array }
  | { readonly array: number; readonly moves: readonly Move[] }
  | { readonly array: number; readonly forget: true };

/** One run of a program in a lane. */
export interface RunRequest {
  /** Number of the program. */
  readonly program: number;
  /** The program itself, before its first run. */
  readonly model?: LaneProgram;
  /** The length of the axes that are left open, if there are any. */
  readonly length?: number;
  readonly inputs: readonly LaneInput[];
  /** Where targets are computed that stay in the lane; null for those that are sent back. */
  readonly stretches: readonly (Stretch | null)[];
  /** What the lane holds and nobody will ask for again. */
  readonly forget: { readonly programs: readonly number[]; readonly numbers: readonly number[] };
}

export interface LaneProgram {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly keepsMemory: boolean;
  readonly inputs: readonly InputWindow[];
  readonly outputs: readonly Window[];
  /** What the outputs are windows on. */
  readonly targets: readonly { readonly type: NumberType; readonly size: number }[];
}

/** Numbers; or those that the lane holds under a number, with the numbers themselves the first time; or those in an array of the lane. */
export type LaneInput = Numbers | { readonly kept: number; readonly numbers?: Numbers } | Stretch;

/** From a place on in an array of the lane. */
export interface Stretch {
  readonly array: number;
  readonly from: number;
}

/** Targets that stay in the lane are null; or what failed; or why the thread could not load what it computes with. */
export type LaneReply = { readonly outputs: readonly (Numbers | null)[] } | { readonly failure: string } | { readonly unloaded: string };

/** How a lane starts. */
export interface LaneStart {
  readonly port: MessagePort;
  /** Requests sent, and answers given, so far. */
  readonly counters: Int32Array;
}
