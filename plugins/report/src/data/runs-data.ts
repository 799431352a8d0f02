/** What the page of a folder of runs shows, as JSON, and what its server-sent events carry: each replaces what was before. */
export interface RunsData {
  /** The folder as the user named it. */
  readonly location: string;
  /** In order of their paths. */
  readonly runs: readonly RunRow[];
}

export interface RunRow {
  /** The run's folder, relative to the one that is watched. */
  readonly path: string;
  /** The address of its page; absent where there is nothing to see yet. */
  readonly page?: string;
  /** "finished", "step 3 of 60", "stopped at step 3 of 60", of a run of a suite also "queued" or "failed: reason". */
  readonly state: string;
  /** The share of the steps that are done. */
  readonly done: number;
  /** pass@1 of the last evaluation, on its first set. */
  readonly pass1?: number;
  /** The mean reward of the last step. */
  readonly reward?: number;
  /** When its metrics were written last, in milliseconds since 1970. */
  readonly written?: number;
}
