import type { Batch } from "../../contracts/batch.js";
import type { Tokenizer } from "../../contracts/tokenizer.js";
import { randomStream } from "../../trainer/random-stream.js";
import { randomTokens } from "./policy-in-use.js";

/** Differences between log-probabilities (nats) that count as rounding. */
export const TOLERANCE = 1e-4;

/** A prompt with its completion. */
export interface TokenRow {
  readonly prompt: ArrayLike<number>;
  readonly completion: ArrayLike<number>;
  /** Whether the policy chose the completion's token at a place; all of them when left out. */
  readonly chosen?: (place: number) => boolean;
}

/** Rows padded on the right to the longest and `padding` tokens beyond it, with a column of advantages of chance. */
export function tokenRows(
  rows: readonly TokenRow[],
  { temperature = 1, padding = 0 }: { readonly temperature?: number; readonly padding?: number } = {},
): Batch {
  const lengths = Int32Array.from(rows, ({ prompt, completion }) => prompt.length + completion.length);
  const length = lengths.reduce((longest, own) => Math.max(longest, own), 0) + padding;
  const tokens = new Int32Array(rows.length * length);
  const action = new Uint8Array(rows.length * length);
  const advantages = new Float32Array(rows.length * length);
  for (const [row, { prompt, completion, chosen = () => true }] of rows.entries()) {
    tokens.set([...Array.from(prompt), ...Array.from(completion)], row * length);
    for (let place = 0; place < completion.length; place++) {
      const column = row * length + prompt.length + place;
      action[column] = chosen(place) ? 1 : 0;
      advantages[column] = randomStream(1).at("advantage", row).normal(place);
    }
  }
  return {
    ...{ rows: rows.length, length, tokens, action, lengths, groups: Int32Array.from(rows, (_, row) => row), advantages, temperature },
    ...{ actionTokens: action.reduce((sum, value) => sum + value, 0), rollouts: [], verdicts: [] },
  };
}

/** Rows of chance of several lengths; in every other one the policy did not choose the second token of the completion. */
export function randomRows(tokenizer: Tokenizer): readonly TokenRow[] {
  return [5, 2, 3, 4].map((length, row) => ({
    prompt: randomTokens(tokenizer, 1 + (row % 3), `prompt ${row}`),
    completion:
      row === 1 ? [...randomTokens(tokenizer, length, `completion ${row}`), tokenizer.endToken] : randomTokens(tokenizer, length, `completion ${row}`),
    chosen: (place) => row % 2 === 1 || place !== 1,
  }));
}
