import type { Component } from "./component.js";
import type { Draw } from "./problem.js";
import { contract } from "./contract.js";

/** A stream of problems. */
export interface Dataset extends Component {
  /**
   * The draws from place `from` on. The draw at a place depends only on the options and the seed, so that a stream can be continued anywhere.
   * `once`: each problem at most once, in a fixed order, and then the end (evaluation); otherwise endless, or as long as the options say.
   */
  draws(from: number, order?: "once"): AsyncIterable<Draw>;
}

export const Dataset = contract<Dataset>("Dataset");
