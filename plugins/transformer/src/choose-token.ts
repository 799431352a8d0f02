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
 * likely tokens the one with the lower number counts as likelier. Temperature 0 takes the likeliest. `uniform` lies in [0,1). `scratch`, [V], is
 * written over.
 */
export function chooseToken(
  logits: Float32Array,
  settings: Pick<GenerationRequest, "temperature" | "topK" | "topP">,
  uniform: number,
  scratch = new Float64Array(logits.length),
): TokenChoice {
  const temperature = settings.temperature === 0 ? 1 : settings.temperature;
  const best = likeliest(logits);
  const total = weigh(logits, logits[best], temperature, scratch);
  const logprobOf = (token: number, whole: number): number => (logits[token] - logits[best]) / temperature - Math.log(whole);
  if (settings.temperature === 0) return { token: best, logprob: logprobOf(best, total), sampledLogprob: 0 };
  const keptTotal = settings.topK === 0 && settings.topP === 1 ? total : truncate(scratch, settings);
  const token = inverse(scratch, uniform * keptTotal);
  const logprob = logprobOf(token, total);
  return { token, logprob, sampledLogprob: keptTotal === total ? logprob : logprobOf(token, keptTotal) };
}

function likeliest(logits: Float32Array): number {
  let best = 0;
  for (let token = 1; token < logits.length; token++) if (logits[token] > logits[best]) best = token;
  return best;
}

/** Writes probabilities over that of the likeliest token, and returns their sum. */
function weigh(logits: Float32Array, largest: number, temperature: number, weights: Float64Array): number {
  let total = 0;
  for (let token = 0; token < logits.length; token++) {
    const weight = Math.exp((logits[token] - largest) / temperature);
    weights[token] = weight;
    total += weight;
  }
  return total;
}

/** Writes 0 for the tokens that top-k and top-p leave out, and returns the sum of the others. */
function truncate(weights: Float64Array, { topK, topP }: Pick<GenerationRequest, "topK" | "topP">): number {
  const order = Array.from(weights.keys()).sort((a, b) => weights[b] - weights[a] || a - b);
  const candidates = topK === 0 ? order : order.slice(0, topK);
  const total = candidates.reduce((sum, token) => sum + weights[token], 0);
  let kept = 0;
  let reached = 0;
  while (kept < candidates.length) {
    reached += weights[candidates[kept++]];
    if (topP < 1 && reached >= topP * total) break;
  }
  for (const token of order.slice(kept)) weights[token] = 0;
  return reached;
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
