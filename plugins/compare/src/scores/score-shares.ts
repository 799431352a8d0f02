import type { RecipeScores } from "./recipe-scores.js";

/** y_si = c_si / m_si, [S, P]: answers are averaged first, so that every problem and every seed weighs the same however often it was asked. */
export function scoreShares({ correct, samples }: Pick<RecipeScores, "correct" | "samples">): readonly (readonly number[])[] {
  return correct.map((row, seed) => row.map((count, problem) => count / samples[seed][problem]));
}
