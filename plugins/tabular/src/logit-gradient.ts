import { entropy, type LogProbabilities } from "./token-distribution.js";

/** Derivatives of a loss with respect to what a policy gives at one token; see `cotangents` of the core. */
export interface TokenCotangents {
  /** d loss / d log p(taken). */
  readonly logprob: number;
  /** d loss / d H. */
  readonly entropy: number;
}

/**
 * d loss / d z_j at one token, [V], for p = softmax(z/τ):
 *
 *     d log p_a / d z_j = (δ_aj - p_j) / τ          (Sutton and Barto 2018, section 13.3)
 *     d H / d z_j       = -p_j (log p_j + H) / τ
 */
export function logitGradient(distribution: LogProbabilities, taken: number, cotangents: TokenCotangents, temperature: number): Float64Array {
  const h = entropy(distribution);
  return distribution.map((logProbability, token) => {
    if (logProbability === -Infinity) return 0;
    const p = Math.exp(logProbability);
    const ofLogprob = (token === taken ? 1 : 0) - p;
    const ofEntropy = -p * (logProbability + h);
    return (cotangents.logprob * ofLogprob + cotangents.entropy * ofEntropy) / temperature;
  });
}
