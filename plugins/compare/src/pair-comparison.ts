import type { Interval } from "./statistics/interval.js";
import type { ProbabilityOfImprovement } from "./statistics/probability-of-improvement.js";
import type { SeedsNeeded } from "./statistics/seeds-needed.js";

/** "same" only where an equivalence was stated beforehand and is shown. */
export type PairVerdict = "better" | "worse" | "same" | "cannot-tell";

interface Pair {
  readonly a: string;
  readonly b: string;
  /** pass@1 (pass@k where so set) of a less that of b. */
  readonly difference: number;
  /** How a does against b. */
  readonly verdict: PairVerdict;
}

/** A pair that the scores say nothing about. */
export interface UnjudgedPair extends Pair {
  readonly verdict: "cannot-tell";
  readonly reason: string;
}

/** Whether the true difference lies inside a margin stated beforehand. */
export interface Equivalence {
  /** Δ. */
  readonly margin: number;
  /** 90 %: inside ±Δ where p < 0.05. */
  readonly interval: Interval;
  /** Of "the difference is ±Δ or more", adjusted as that of the pair. Shown where under 0.05. */
  readonly pAdjusted: number;
}

export interface JudgedPair extends Pair {
  /** Such intervals of this pair hold at all looks together. */
  readonly interval: Interval;
  /** Of this pair at this look. */
  readonly p: number;
  /** For all looks, then Holm's over all pairs that can be judged. The verdict is by this one. */
  readonly pAdjusted: number;
  /** Such intervals of all judged pairs, at all looks, hold together. */
  readonly simultaneous: Interval;
  /** P(a > b). */
  readonly probabilityOfImprovement: ProbabilityOfImprovement;
  readonly minimumDetectableEffect: number;
  /** Where a difference was stated. */
  readonly seedsNeeded?: SeedsNeeded;
  /** Where a margin was stated. */
  readonly equivalence?: Equivalence;
}

export type PairComparison = JudgedPair | UnjudgedPair;
