/** Result of one evaluation set; shares are fractions. */
export interface EvaluationResult {
  /** Mean over problems of the share of correct samples. */
  readonly pass1: number;
  /** Standard error of `pass1` over problems. */
  readonly standardError: number;
  readonly problems: number;
  /** Samples a problem. */
  readonly samples: number;
}
