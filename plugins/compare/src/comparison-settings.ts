import type { Target } from "./statistics/target.js";

/** How scores are compared; all of it is decided before the scores are seen. */
export interface ComparisonSettings {
  /** Equal seed numbers share cold start and data order. */
  readonly paired: boolean;
  readonly problems: Target;
  /** The smallest difference of pass@1 that matters, in (0,1]: seeds are planned for it. */
  readonly difference?: number;
  /** k of pass@k, from 1; 1 where absent. Every problem has at least k answers of every seed. */
  readonly passAt?: number;
  /** Numbers of seeds, ascending, at which verdicts are asked for: what is said then holds at all of them together. One look where absent. */
  readonly looks?: readonly number[];
  /** Δ in (0,1]: recipes are called the same where their difference is shown to lie inside ±Δ. */
  readonly equivalence?: number;
  /** All runs start from one cold start, so that nothing is known of others. */
  readonly sharedStart?: boolean;
}
