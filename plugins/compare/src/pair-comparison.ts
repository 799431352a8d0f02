import type { Interval } from "./statistics/interval.js";
import type { ProbabilityOfImprovement } from "./statistics/probability-of-improvement.js";
import type { SeedsNeeded } from "./statistics/seeds-needed.js";

export type PairVerdict = "better" | "worse" | "cannot-tell";

interface Pair {
  readonly a: string;
  readonly b: string;
  /** pass@1 of a less that of b. */
  readonly difference: number;
  /** How a does against b. */
  readonly verdict: PairVerdict;
}

/** A pair that the scores say nothing about. */
export interface UnjudgedPair extends Pair {
  readonly verdict: "cannot-tell";
  readonly reason: string;
}

export interface JudgedPair extends Pair {
  readonly interval: Interval;
  readonly p: number;
  /** Holm's, over all pairs that can be judged. The verdict is by this one. */
  readonly pAdjusted: number;
  /** Such intervals of all judged pairs hold together. */
  readonly simultaneous: Interval;
  /** P(a > b). */
  readonly probabilityOfImprovement: ProbabilityOfImprovement;
  readonly minimumDetectableEffect: number;
  /** Where a difference was stated. */
  readonly seedsNeeded?: SeedsNeeded;
}

export type PairComparison = JudgedPair | UnjudgedPair;
