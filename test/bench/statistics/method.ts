import type { Interval } from "@lode/compare";
import type { SimulatedSuite } from "./logit-model.js";

/** A way to an interval, and whether it keeps what it promises. */
export interface Method {
  readonly target: string;
  readonly name: string;
  /** Lode's own; the others are shown because they are in use. */
  readonly ours: boolean;
  /** One repetition of so many is enough: resampling is slow. */
  readonly every: number;
  /** Null where it gives none, which counts as a miss. */
  interval(suite: SimulatedSuite, draw: () => number): Interval | null;
  truth(suite: SimulatedSuite): number;
}
