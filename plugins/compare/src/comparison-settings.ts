import type { Target } from "./statistics/target.js";

/** How scores are compared; all of it is decided before the scores are seen. */
export interface ComparisonSettings {
  /** Equal seed numbers share cold start and data order. */
  readonly paired: boolean;
  readonly problems: Target;
  /** The smallest difference of pass@1 that matters, in (0,1]: seeds are planned for it. */
  readonly difference?: number;
}
