import type { ErrorRecord } from "./error-record.js";
import type { TrainEvent } from "./train.js";

/** A task for a process. */
export interface ChildStart {
  readonly type: "start";
  /** Of `TASKS`. */
  readonly task: string;
  readonly request: unknown;
}

export type ToChild = ChildStart | { readonly type: "stop" };

export type FromChild =
  | { readonly type: "event"; readonly event: TrainEvent }
  | { readonly type: "done"; readonly result: unknown }
  | { readonly type: "failed"; readonly error: ErrorRecord };
