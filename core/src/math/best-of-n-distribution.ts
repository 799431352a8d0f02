/**
 * The distribution of the best of N completions drawn from π0: a correct one, at random, of those that are correct, and any one if none is. With pass rate
 * p = π0(correct), and π0(y | correct) = π0(y)/p:
 *
 *     correct y     (1 - (1-p)^N)·π0(y | correct)
 *     wrong y       (1-p)^N·π0(y | wrong)
 *
 * `probabilities` π0 and `correct` have one entry a completion, N is at least 1. At N = Infinity it is π0 given correct.
 */
export function bestOfNDistribution(probabilities: ArrayLike<number>, correct: readonly boolean[], n: number): Float64Array {
  const passRate = passRateOf(probabilities, correct);
  const noneIsCorrect = (1 - passRate) ** n;
  const factor = (isCorrect: boolean): number => (isCorrect ? (1 - noneIsCorrect) / passRate : noneIsCorrect / (1 - passRate));
  return Float64Array.from(probabilities, (probability, y) => (probability === 0 ? 0 : probability * factor(correct[y])));
}

/** p = Σ over correct completions of π0. */
export function passRateOf(probabilities: ArrayLike<number>, correct: readonly boolean[]): number {
  return correct.reduce((sum, isCorrect, y) => (isCorrect ? sum + probabilities[y] : sum), 0);
}
