/** The answers of one recipe, counted: S seeds by P problems. */
export interface RecipeScores {
  readonly name: string;
  /** [S] */
  readonly seeds: readonly string[];
  /** [P], the same for every recipe of a file. */
  readonly problems: readonly string[];
  /** Correct answers c, [S, P]. */
  readonly correct: readonly (readonly number[])[];
  /** Answers m, [S, P], each at least 1. */
  readonly samples: readonly (readonly number[])[];
}
