import { bestOfNDistribution, passRateOf } from "../math/best-of-n-distribution.js";
import { klRegularisedOptimum } from "../math/kl-regularised-optimum.js";
import { matchedBeta } from "../math/matched-beta.js";

/** Best of N beside the KL-regularised optimum at the matched coefficient. */
export interface BestOfNPoint {
  readonly n: number;
  /** For rewards 0 and 1; null is infinite. */
  readonly beta: number | null;
  /** Chance of a correct completion: of the best of N, and of the optimum. */
  readonly bestOfN: number;
  readonly optimum: number;
  /** The largest difference of the two distributions at one completion. */
  readonly largestDifference: number;
  /** KL(optimum, initial policy), nats. */
  readonly kl: number;
}

/** The first claim for one problem: `probabilities` of the initial policy and verdicts of all its completions. */
export function bestOfNCurve(probabilities: Float64Array, correct: readonly boolean[], sizes: readonly number[]): readonly BestOfNPoint[] {
  const passRate = passRateOf(probabilities, correct);
  const rewards = correct.map(Number);
  return sizes.map((n) => {
    const beta = matchedBeta(passRate, n, 1);
    const best = bestOfNDistribution(probabilities, correct, n);
    const optimum = klRegularisedOptimum(probabilities, rewards, beta);
    return {
      ...{ n, beta: Number.isFinite(beta) ? beta : null, bestOfN: passRateOf(best, correct), optimum: passRateOf(optimum, correct) },
      largestDifference: best.reduce((largest, value, y) => Math.max(largest, Math.abs(value - optimum[y])), 0),
      kl: divergence(optimum, probabilities),
    };
  });
}

/** KL(p, q) = Σ p·log(p/q), nats. */
export function divergence(p: Float64Array, q: Float64Array): number {
  return p.reduce((sum, value, y) => (value === 0 ? sum : sum + value * Math.log(value / q[y])), 0);
}

/** A distribution given that the completion is correct, in the order of the completions; 0 for wrong ones. */
export function givenCorrect(probabilities: Float64Array, correct: readonly boolean[]): Float64Array {
  const passRate = passRateOf(probabilities, correct);
  return probabilities.map((value, y) => (correct[y] ? value / passRate : 0));
}
