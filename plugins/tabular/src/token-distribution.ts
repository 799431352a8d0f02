/** Log-probabilities of the next token, [V] in nats; -Infinity where a token is impossible. */
export type LogProbabilities = Float64Array;

/** log softmax: log p_j = z_j/τ - log Σ_k exp(z_k/τ), over all tokens but padding, which is impossible. z are logits [V], τ > 0 the temperature. */
export function tokenDistribution(logits: Float64Array, temperature: number, padToken: number): LogProbabilities {
  const possible = logits.map((logit, token) => (token === padToken ? -Infinity : logit / temperature));
  const whole = logSumExp(possible);
  return possible.map((value) => value - whole);
}

/** log Σ exp(x), without overflow; of a single number exactly that number. */
export function logSumExp(values: Float64Array): number {
  const largest = Math.max(...values);
  return largest + Math.log(values.reduce((sum, value) => sum + Math.exp(value - largest), 0));
}

/** H = -Σ p log p, in nats. */
export function entropy(logProbabilities: LogProbabilities): number {
  return logProbabilities.reduce((sum, value) => (value === -Infinity ? sum : sum - Math.exp(value) * value), 0);
}
