import type { Batch } from "../../contracts/batch.js";
import type { ObjectiveCase } from "./objective-case.js";

/** Rows of so many action tokens in which all tokens are alike: every advantage, reward and weight is 1, and all policies agree. Without holes. */
export function uniformCase(counts: readonly number[]): ObjectiveCase {
  const rows = counts.length;
  const length = 1 + Math.max(...counts);
  const action = Uint8Array.from({ length: rows * length }, (_, place) => (place % length > 0 && place % length <= counts[Math.floor(place / length)] ? 1 : 0));
  const all = (value: number): Float32Array => Float32Array.from(action, (taken) => taken * value);
  const logprobs = all(-1);
  const batch: Batch = {
    ...{ rows, length, action, temperature: 1, rollouts: [], verdicts: [] },
    tokens: new Int32Array(rows * length),
    lengths: Int32Array.from(counts, (count) => 1 + count),
    groups: new Int32Array(rows),
    actionTokens: counts.reduce((sum, count) => sum + count, 0),
    rewards: new Float32Array(rows).fill(1),
    ...{ oldLogprobs: logprobs, refLogprobs: logprobs, samplerLogprobs: logprobs },
    ...{ tokenRewards: all(0), values: all(0.5), advantages: all(1), returns: all(1), tokenWeights: all(1) },
  };
  return { batch, outputs: { logprobs, entropy: all(1), scores: all(0.5) } };
}
