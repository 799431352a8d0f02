/** A run of a suite before it is trained. Paths are relative to the suite's folder. */
export interface PlannedRun {
  readonly recipe: string;
  readonly seed: number;
  /** Of the contents, as in `$run` of the run's recipe. */
  readonly hash: string;
  /** The run folder. */
  readonly folder: string;
  /** Its recipe with every value written out. */
  readonly file: string;
  /** Content hashes of the cold starts that it needs. */
  readonly starts: readonly string[];
  /** The most steps that it may have. */
  readonly steps: number;
}
