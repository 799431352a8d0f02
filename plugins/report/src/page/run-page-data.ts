import type { RunData } from "../data/run-data.js";

/** A run's data as they lie in its page. */
export type RunPageData = RunData & { readonly live?: { readonly events: string } };
