import type { Vocabulary } from "./generate-completion.js";
import type { LogitTable } from "./logit-table.js";
import { tokenDistribution } from "./token-distribution.js";

/** A completion that the policy can give, with its exact log-probability. */
export interface WeightedCompletion {
  /** With the end token, unless the length limit cut it off. */
  readonly tokens: readonly number[];
  /** In nats, at temperature 1. */
  readonly logprob: number;
}

/** Every completion of at most `maxTokens` tokens, in number growing as (V-2)^maxTokens: for exact expectations on small vocabularies. Their probabilities sum to 1. */
export function enumerateCompletions(table: LogitTable, vocabulary: Vocabulary, prompt: readonly number[], maxTokens: number): readonly WeightedCompletion[] {
  if (maxTokens === 0) return [{ tokens: [], logprob: 0 }];
  const distribution = tokenDistribution(table.logits(prompt), 1, vocabulary.padToken);
  return [...distribution.keys()]
    .filter((token) => token !== vocabulary.padToken)
    .flatMap((token) => {
      const rest = token === vocabulary.endToken ? ENDED : enumerateCompletions(table, vocabulary, [...prompt, token], maxTokens - 1);
      return rest.map(({ tokens, logprob }) => ({ tokens: [token, ...tokens], logprob: distribution[token] + logprob }));
    });
}

const ENDED: readonly WeightedCompletion[] = [{ tokens: [], logprob: 0 }];
