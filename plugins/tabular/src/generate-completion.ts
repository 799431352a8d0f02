import type { Completion, GenerationRequest } from "@lode/core";
import type { LogitTable } from "./logit-table.js";
import { tokenDistribution, type LogProbabilities } from "./token-distribution.js";
import { truncateDistribution, type Truncation } from "./truncate-distribution.js";

export interface Vocabulary {
  readonly endToken: number;
  readonly padToken: number;
}

/** Samples one completion: token after token by the inverse of the cumulative distribution in the order of token ids. Of a greedy one `logprobs` are those at temperature 1. */
export function generateCompletion(
  table: LogitTable,
  vocabulary: Vocabulary,
  request: GenerationRequest,
  sample: number,
): Omit<Completion, "request" | "version"> {
  const context = [...request.prompt];
  const logprobs: number[] = [];
  const sampledLogprobs: number[] = [];
  const greedy = request.temperature === 0;
  let ended = false;
  while (!ended && logprobs.length < request.maxTokens) {
    const full = tokenDistribution(table.logits(context), greedy ? 1 : request.temperature, vocabulary.padToken);
    const sampled = truncateDistribution(full, greedy ? LIKELIEST : request);
    const token = quantile(sampled, request.random.uniform(sample, logprobs.length));
    context.push(token);
    logprobs.push(full[token]);
    sampledLogprobs.push(sampled[token]);
    ended = token === vocabulary.endToken;
  }
  return {
    sample,
    tokens: Int32Array.from(context.slice(request.prompt.length)),
    logprobs: Float32Array.from(logprobs),
    sampledLogprobs: Float32Array.from(sampledLogprobs),
    stop: ended ? "end" : "length",
  };
}

const LIKELIEST: Truncation = { topK: 1, topP: 1 };

/** The first token up to which the probabilities exceed `uniform`; where rounding leaves none, the last possible one. */
function quantile(distribution: LogProbabilities, uniform: number): number {
  let sum = 0;
  const token = distribution.findIndex((value) => (sum += Math.exp(value)) > uniform);
  return token >= 0 ? token : distribution.findLastIndex((value) => value > -Infinity);
}
