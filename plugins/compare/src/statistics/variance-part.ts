/** A part of the variance of an estimate, itself estimated. */
export interface VariancePart {
  readonly variance: number;
  /** Degrees of freedom of its estimate. */
  readonly degrees: number;
}
