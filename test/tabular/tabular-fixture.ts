import { CharacterTokenizer } from "@lode/arithmetic";
import { randomStream, type Batch, type GenerationRequest, type Loss, type Completion } from "@lode/core";
import { TabularPolicy } from "@lode/tabular";

/** Padding, end, "a" and "b". */
export const tokenizer = new CharacterTokenizer({ alphabet: "ab" });
export const [END, A, B] = [tokenizer.endToken, ...tokenizer.encode("ab")];
export const PROMPT: readonly number[] = [A];
export const MAX_TOKENS = 3;

export function tabularPolicy(initialDeviation = 1, seed = 1, learningRate = 1): TabularPolicy {
  return new TabularPolicy({ initialDeviation, optimizer: { learningRate } }, tokenizer, randomStream(seed));
}

/** Rows of the prompt and one completion each. */
export function batchOf(completions: readonly (readonly number[])[], changes: Partial<Batch> = {}): Batch {
  const length = PROMPT.length + Math.max(...completions.map((completion) => completion.length));
  const rows = completions.map((completion) => [...PROMPT, ...completion]);
  const padded = (row: readonly number[]): readonly number[] => [...row, ...Array.from({ length: length - row.length }, () => 0)];
  return {
    rows: rows.length,
    length,
    tokens: Int32Array.from(rows.flatMap(padded)),
    action: Uint8Array.from(rows.flatMap((row) => padded(row.map((_, place) => (place < PROMPT.length ? 0 : 1))))),
    lengths: Int32Array.from(rows, (row) => row.length),
    groups: new Int32Array(rows.length),
    actionTokens: completions.flat().length,
    temperature: 1,
    rollouts: [],
    verdicts: [],
    ...changes,
  };
}

/** A column with each row's number on all its tokens. */
export function onEveryToken(batch: Batch, ofRow: (row: number) => number): Float32Array {
  return Float32Array.from(batch.action, (_, place) => ofRow(Math.floor(place / batch.length)));
}

/** -Σ A·log p, the loss of REINFORCE without a normaliser. */
export const reinforce: Loss = {
  wants: ["logprobs"],
  needs: ["advantages"],
  compute: ({ logprobs }, { advantages, action }) => ({ loss: logprobs.mul(advantages).mul(action).sum().neg().asScalar(), metrics: {} }),
};

export async function generated(policy: TabularPolicy, changes: Partial<GenerationRequest> = {}): Promise<readonly Completion[]> {
  const request = { prompt: Int32Array.from(PROMPT), samples: 1, maxTokens: MAX_TOKENS, temperature: 1, topP: 1, topK: 0, random: randomStream(5), ...changes };
  const completions: Completion[] = [];
  for await (const completion of policy.generate([request], new AbortController().signal)) completions.push(completion);
  return completions;
}
