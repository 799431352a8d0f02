/** Log-probabilities of the next token, [V] in nats; -Infinity where a token is impossible. */
export type LogProbabilities = Float64Array;

/**
 * log softmax: log p_j = z_j/τ - log Σ_k exp(z_k/τ), over all tokens but padding, which is impossible. z are logits [V], τ the temperature;
 * τ = 0 is the limit, all on the likeliest token (the first of equals).
 */
export function tokenDistribution(logits: Float64Array, temperature: number, padToken: number): LogProbabilities {
  const possible = logits.map((logit, token) => (token === padToken ? -Infinity : logit));
  const largest = Math.max(...possible);
  if (temperature === 0) return onlyToken(possible.indexOf(largest), logits.length);
  const shifted = possible.map((logit) => (logit - largest) / temperature);
  const logSum = Math.log(shifted.reduce((sum, value) => sum + Math.exp(value), 0));
  return shifted.map((value) => value - logSum);
}

/** H = -Σ p log p, in nats. */
export function entropy(logProbabilities: LogProbabilities): number {
  return logProbabilities.reduce((sum, value) => (value === -Infinity ? sum : sum - Math.exp(value) * value), 0);
}

function onlyToken(token: number, vocabularySize: number): LogProbabilities {
  return new Float64Array(vocabularySize).fill(-Infinity).fill(0, token, token + 1);
}
