import type { RunData } from "../data/run-data.js";
import type { RunProcess } from "../data/run-process.js";

/** A run's data as they lie in its page. */
export interface RunPageData extends RunData {
  readonly live?: { readonly events: string };
  /** Of a live page, once its first events are there. */
  readonly process?: RunProcess;
}
