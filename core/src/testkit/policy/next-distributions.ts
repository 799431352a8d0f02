import type { Scorer } from "../../contracts/learner.js";
import type { Tokenizer } from "../../contracts/tokenizer.js";
import { tokenRows, type TokenRow } from "./token-rows.js";

/**
 * Log-probabilities of every token of the vocabulary in the place of each token of a completion, [completion][V], as the policy scores them: the completion
 * up to there is scored once with every token.
 */
export async function nextDistributions(
  policy: Scorer,
  { vocabularySize }: Tokenizer,
  { prompt, completion }: TokenRow,
  temperature: number,
): Promise<readonly (readonly number[])[]> {
  const distributions: number[][] = [];
  for (let place = 0; place < completion.length; place++) {
    const context = [...Array.from(prompt), ...Array.from(completion).slice(0, place)];
    const rows = Array.from({ length: vocabularySize }, (_, token): TokenRow => ({ prompt: context, completion: [token] }));
    const batch = tokenRows(rows, { temperature });
    const { logprobs = new Float32Array() } = await policy.score(batch, ["logprobs"]);
    distributions.push(rows.map((_, token) => logprobs[token * batch.length + context.length]));
  }
  return distributions;
}
