import type { Component } from "./component.js";
import type { Draw, Problem } from "./problem.js";
import { contract } from "./contract.js";

/** A problem with the place where it is written. */
export interface StoredProblem {
  readonly problem: Problem;
  readonly file: string;
  /** From 1; of a file without lines the row. */
  readonly line: number;
}

/** A stream of problems. */
export interface Dataset extends Component {
  /**
   * The draws from place `from` on. The draw at a place depends only on the options and the seed, so that a stream can be continued anywhere.
   * `once`: each problem at most once, in a fixed order, and then the end (evaluation); otherwise endless, or as long as the options say.
   */
  draws(from: number, order?: "once"): AsyncIterable<Draw>;
  /**
   * Every problem that may be drawn, once, for checks that look at all of them. Of a data set whose problems are stored; its component gives
   * "dataset.problems" and can be made from its options, the random stream and the tokenizer alone.
   */
  problems?(): AsyncIterable<StoredProblem>;
  /** Lines for people: how many problems there are, and what was left out. */
  report?(): readonly string[];
}

export const Dataset = contract<Dataset>("Dataset");
