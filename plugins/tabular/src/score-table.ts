import type { Batch, OutputName, Outputs } from "@lode/core";
import type { LogitTable } from "./logit-table.js";
import { entropy, tokenDistribution, type LogProbabilities } from "./token-distribution.js";

/** An action token of a batch and the distribution that it was taken from. */
export interface ActionToken {
  /** Place in the columns, row·T + t. */
  readonly place: number;
  readonly context: Int32Array;
  readonly taken: number;
  readonly distribution: LogProbabilities;
}

/** Every action token of a batch, at the batch's temperature. */
export function actionTokens(table: LogitTable, padToken: number, batch: Batch): readonly ActionToken[] {
  if (!(batch.temperature > 0)) throw new RangeError(`log-probabilities to train on need a temperature above 0, not ${batch.temperature}`);
  return [...batch.action.keys()]
    .filter((place) => batch.action[place] === 1)
    .map((place) => {
      const context = batch.tokens.subarray(place - (place % batch.length), place);
      return { place, context, taken: batch.tokens[place], distribution: tokenDistribution(table.logits(context), batch.temperature, padToken) };
    });
}

/** What `Scorer.score` gives of these tokens: [B,T], 0 elsewhere. Throws a RangeError for scores, which no table has. */
export function scoreTokens(tokens: readonly ActionToken[], batch: Batch, want: readonly OutputName[]): Outputs {
  const outputs: Partial<Record<OutputName, Float32Array>> = {};
  for (const name of want) {
    const column = new Float32Array(batch.rows * batch.length);
    for (const token of tokens) column[token.place] = outputOf(name, token);
    outputs[name] = column;
  }
  return outputs;
}

function outputOf(name: OutputName, { taken, distribution }: ActionToken): number {
  if (name === "logprobs") return distribution[taken];
  if (name === "entropy") return entropy(distribution);
  throw new RangeError(`the policy tabular has no ${name}`);
}
