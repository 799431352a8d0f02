import type { VariancePart } from "./variance-part.js";

/** What the variance of a mean score, or of a difference of mean scores, is made of. */
export interface ErrorParts {
  /** From the training seeds, one part a recipe, or one for seeds in pairs: v_S / S with S - 1 degrees. */
  readonly seeds: readonly VariancePart[];
  /** From the choice of problems: b² with P - 1 degrees. */
  readonly problems: VariancePart;
}
