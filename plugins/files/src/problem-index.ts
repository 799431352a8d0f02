import type { SourceFile } from "./source-file.js";

/** Where a problem lies. */
export interface Located {
  readonly source: SourceFile;
  readonly offset: number;
  readonly length: number;
  /** From 1; of a Parquet file the row. */
  readonly line: number;
  /** How often it comes in an epoch. */
  readonly repeats: number;
}

/** Rows that were left out for one reason: how many, and what is said of the first of them. */
export interface LeftOut {
  count: number;
  readonly first: string[];
}

/** The problems of a data set, without their texts, and what was left out. */
export interface ProblemIndex {
  readonly located: readonly Located[];
  /** Rows that were looked at. */
  readonly rows: number;
  readonly invalid: LeftOut;
  readonly duplicates: LeftOut;
  /** Duplicates whose answer is not that of the first. */
  readonly contradictions: number;
  readonly skipped: number;
  /** Outside all ranges of the difficulty balance. */
  readonly unbalanced: number;
}
