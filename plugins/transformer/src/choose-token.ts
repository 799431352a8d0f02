import type { GenerationRequest } from "@lode/core";

export interface TokenChoice {
  readonly token: number;
  /** Log-probability in the full distribution at the temperature (at temperature 1 for greedy choices). */
  readonly logprob: number;
  /** Log-probability in the distribution that was drawn from. */
  readonly sampledLogprob: number;
}

/**
 * Draws a token by the inverse of the cumulative distribution in the order of the vocabulary. First only the `topK` likeliest tokens stay,
 * then of those, renormalised, the likeliest until their probabilities reach `topP` (Holtzman et al. 2020, arXiv 1904.09751); of equally
 * likely tokens the one with the lower number counts as likelier. Temperature 0 takes the likeliest. `uniform` lies in [0,1).
 */
export function chooseToken(logits: Float32Array, settings: Pick<GenerationRequest, "temperature" | "topK" | "topP">, uniform: number): TokenChoice {
  const temperature = settings.temperature === 0 ? 1 : settings.temperature;
  const best = likeliest(logits);
  const weights = relativeWeights(logits, best, temperature);
  const total = sum(weights);
  const logprobOf = (token: number, whole: number): number => (logits[token] - logits[best]) / temperature - Math.log(whole);
  if (settings.temperature === 0) return { token: best, logprob: logprobOf(best, total), sampledLogprob: 0 };
  const kept = settings.topK === 0 && settings.topP === 1 ? weights : truncated(weights, settings);
  const keptTotal = kept === weights ? total : sum(kept);
  const token = inverse(kept, uniform * keptTotal);
  return { token, logprob: logprobOf(token, total), sampledLogprob: logprobOf(token, keptTotal) };
}

function likeliest(logits: Float32Array): number {
  let best = 0;
  for (let token = 1; token < logits.length; token++) if (logits[token] > logits[best]) best = token;
  return best;
}

/** Probabilities over that of the likeliest token. */
function relativeWeights(logits: Float32Array, best: number, temperature: number): Float64Array {
  const weights = new Float64Array(logits.length);
  for (let token = 0; token < logits.length; token++) weights[token] = Math.exp((logits[token] - logits[best]) / temperature);
  return weights;
}

function sum(weights: Float64Array): number {
  let total = 0;
  for (const weight of weights) total += weight;
  return total;
}

/** Weights with 0 for the tokens that top-k and top-p leave out. */
function truncated(weights: Float64Array, { topK, topP }: Pick<GenerationRequest, "topK" | "topP">): Float64Array {
  const order = Array.from(weights.keys()).sort((a, b) => weights[b] - weights[a] || a - b);
  const candidates = topK === 0 ? order : order.slice(0, topK);
  const total = candidates.reduce((sum, token) => sum + weights[token], 0);
  const kept = new Float64Array(weights.length);
  let reached = 0;
  for (const token of candidates) {
    kept[token] = weights[token];
    reached += weights[token];
    if (topP < 1 && reached >= topP * total) break;
  }
  return kept;
}

/** The first token whose cumulative weight exceeds `target`; rounding at the very end falls back to the last token with weight. */
function inverse(weights: Float64Array, target: number): number {
  let last = 0;
  let reached = 0;
  for (let token = 0; token < weights.length; token++) {
    if (weights[token] === 0) continue;
    reached += weights[token];
    last = token;
    if (reached > target) break;
  }
  return last;
}
