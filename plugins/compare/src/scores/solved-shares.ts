import { passAtKScores } from "../statistics/pass-at-k-scores.js";
import type { RecipeScores } from "./recipe-scores.js";
import { scoreShares } from "./score-shares.js";

/**
 * How far each seed solves each problem, [S, P]: the share of correct answers (pass@1), or the chance that one of k answers is correct (pass@k).
 *
 * Throws a RangeError where there are fewer than k answers.
 */
export function solvedShares({ correct, samples }: RecipeScores, k = 1): readonly (readonly number[])[] {
  return k === 1 ? scoreShares({ correct, samples }) : passAtKScores(correct, samples, k);
}
