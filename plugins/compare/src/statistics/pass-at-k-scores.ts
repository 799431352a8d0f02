import { passAtK } from "@lode/core";

/**
 * The unbiased pass@k of every seed on every problem, 1 - C(m-c, k) / C(m, k): scores to which all formulas for pass@1 apply.
 *
 * Throws a RangeError where a problem has fewer than k answers.
 * @param correct c, [S, P]
 * @param samples m, [S, P]
 * @returns [S, P]
 */
export function passAtKScores(correct: readonly (readonly number[])[], samples: readonly (readonly number[])[], k: number): readonly (readonly number[])[] {
  return correct.map((row, seed) => row.map((count, problem) => passAtK(samples[seed][problem], count, k)));
}
