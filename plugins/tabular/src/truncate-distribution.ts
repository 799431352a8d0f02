import { logSumExp, type LogProbabilities } from "./token-distribution.js";

export interface Truncation {
  /** Keeps this many of the likeliest tokens; 0 keeps all. */
  readonly topK: number;
  /** Then keeps the likeliest tokens until their probabilities, as they are after `topK`, reach this sum; 1 keeps all. */
  readonly topP: number;
}

/** The distribution that is sampled from: top-k, then top-p (nucleus, Holtzman et al. 2020), renormalised. Of equally likely tokens the first come first. */
export function truncateDistribution(distribution: LogProbabilities, { topK, topP }: Truncation): LogProbabilities {
  const ranked = [...distribution.keys()].filter((token) => distribution[token] > -Infinity).sort((a, b) => distribution[b] - distribution[a] || a - b);
  const first = topK === 0 ? ranked : ranked.slice(0, topK);
  const kept = topP === 1 ? first : nucleus(first, distribution, topP * mass(first, distribution));
  if (kept.length === ranked.length) return distribution;
  const truncated = distribution.map((value, token) => (kept.includes(token) ? value : -Infinity));
  const whole = logSumExp(truncated);
  return truncated.map((value) => value - whole);
}

function nucleus(ranked: readonly number[], distribution: LogProbabilities, needed: number): readonly number[] {
  let sum = 0;
  const last = ranked.findIndex((token) => (sum += Math.exp(distribution[token])) >= needed);
  return last < 0 ? ranked : ranked.slice(0, last + 1);
}

function mass(tokens: readonly number[], distribution: LogProbabilities): number {
  return tokens.reduce((sum, token) => sum + Math.exp(distribution[token]), 0);
}
