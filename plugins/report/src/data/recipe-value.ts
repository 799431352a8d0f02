/** A value of a resolved recipe. */
export interface RecipeValue {
  /** "objective.klCoefficient". */
  readonly key: string;
  /** As JSON. */
  readonly value: string;
}
