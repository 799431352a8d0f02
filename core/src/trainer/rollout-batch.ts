import type { Batch } from "../contracts/batch.js";
import type { Group, Rollout } from "../contracts/rollout.js";

/** Puts the rollouts of groups into one batch of B rows, padded on the right to the longest, T. Group ids are the places of the draws in the stream: what else is in the batch does not change them. */
export function rolloutBatch(groups: readonly Group[], temperature: number): Batch {
  const rollouts = groups.flatMap((group) => group.rollouts);
  const rows = rollouts.length;
  const length = Math.max(0, ...rollouts.map((rollout) => rollout.tokens.length));
  const tokens = new Int32Array(rows * length);
  const action = new Uint8Array(rows * length);
  rollouts.forEach((rollout, row) => {
    tokens.set(rollout.tokens, row * length);
    action.set(rollout.action, row * length);
  });
  return {
    rows,
    length,
    tokens,
    action,
    lengths: Int32Array.from(rollouts, (rollout) => rollout.tokens.length),
    groups: Int32Array.from(groups.flatMap((group) => group.rollouts.map(() => group.draw.index))),
    actionTokens: action.reduce((sum, value) => sum + value, 0),
    temperature,
    rollouts,
    verdicts: groups.flatMap((group) => group.verdicts ?? []),
    ...samplerColumn(rollouts, length),
  };
}

function samplerColumn(rollouts: readonly Rollout[], length: number): Pick<Batch, "samplerLogprobs"> {
  if (rollouts.some((rollout) => rollout.logprobs === undefined)) return {};
  const samplerLogprobs = new Float32Array(rollouts.length * length);
  rollouts.forEach((rollout, row) => {
    samplerLogprobs.set(rollout.logprobs ?? [], row * length);
  });
  return { samplerLogprobs };
}
