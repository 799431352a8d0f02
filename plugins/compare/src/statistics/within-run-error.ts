/**
 * The standard error of the pass@1 of one trained model on fixed problems, from m_i answers to problem i of which c_i are correct:
 *
 *     SE² = Σ_i p̂_i (1 - p̂_i) / (m_i - 1) / P²,  p̂_i = c_i / m_i
 *
 * It says nothing about other seeds. Null where a problem has a single answer.
 * @param correct c, [P]
 * @param samples m, [P]
 */
export function withinRunError(correct: readonly number[], samples: readonly number[]): number | null {
  if (samples.some((count) => count < 2)) return null;
  const variance = correct.reduce((sum, count, problem) => {
    const share = count / samples[problem];
    return sum + (share * (1 - share)) / (samples[problem] - 1);
  }, 0);
  return Math.sqrt(variance) / correct.length;
}
