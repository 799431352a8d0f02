import type { ErrorRecord } from "./error-record.js";
import type { TrainEvent } from "./train.js";

/** What a thread is started with. */
export interface ThreadStart {
  /** Of `TASKS`. */
  readonly task: string;
  readonly request: unknown;
  readonly interactive: boolean;
  readonly columns: number;
}

export type ToThread = { readonly type: "abort"; readonly reason: ErrorRecord } | { readonly type: "resize"; readonly columns: number };

export type FromThread =
  | { readonly type: "write"; readonly text: string }
  | { readonly type: "event"; readonly event: TrainEvent }
  | { readonly type: "done"; readonly result: unknown }
  | { readonly type: "failed"; readonly error: ErrorRecord };
