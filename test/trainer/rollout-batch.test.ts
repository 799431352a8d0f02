import type { Group, Rollout } from "@lode/core";
import { expect } from "chai";
import { core } from "./core.js";

const { rolloutBatch } = core("trainer/rollout-batch");

/** A rollout of these tokens, of which the last `actions` are the policy's, with log-probabilities of minus the token. */
function rollout(tokens: readonly number[], actions: number): Rollout {
  const first = tokens.length - actions;
  return {
    tokens: Int32Array.from(tokens),
    action: Uint8Array.from(tokens, (_, place) => (place < first ? 0 : 1)),
    logprobs: Float32Array.from(tokens, (token, place) => (place < first ? 0 : -token)),
  } as Rollout;
}

function group(index: number, ...rollouts: readonly Rollout[]): Group {
  return { draw: { index }, rollouts, verdicts: rollouts.map((_, place) => ({ outcome: "correct", reason: String(place) })) } as unknown as Group;
}

describe("rolloutBatch", () => {
  it("pads rows of groups of any size on the right, and keeps lengths, groups, verdicts and the sampler's log-probabilities", () => {
    const groups = [group(17, rollout([5, 6, 7], 2)), group(20, rollout([5, 8], 1), rollout([4, 5, 6, 7], 3))];
    const batch = rolloutBatch(groups, 0.7);
    expect(batch).to.deep.include({ rows: 3, length: 4, temperature: 0.7, actionTokens: 6 });
    expect([...batch.tokens]).to.deep.equal([5, 6, 7, 0, 5, 8, 0, 0, 4, 5, 6, 7]);
    expect([...batch.action]).to.deep.equal([0, 1, 1, 0, 0, 1, 0, 0, 0, 1, 1, 1]);
    expect([...batch.lengths]).to.deep.equal([3, 2, 4]);
    expect([...batch.groups]).to.deep.equal([17, 20, 20]);
    expect([...(batch.samplerLogprobs ?? [])]).to.deep.equal([0, -6, -7, 0, 0, -8, 0, 0, 0, -5, -6, -7]);
    expect(batch.verdicts.map(({ reason }) => reason)).to.deep.equal(["0", "0", "1"]);
    expect(batch.rollouts).to.deep.equal(groups.flatMap(({ rollouts }) => rollouts));
  });

  it("has no sampler column where a rollout lacks it, and no rows without groups", () => {
    const { logprobs: _, ...data } = rollout([5, 6], 1);
    expect(rolloutBatch([group(0, rollout([5, 6], 1), data)], 1)).to.not.have.property("samplerLogprobs");
    expect(rolloutBatch([], 1)).to.deep.include({ rows: 0, length: 0, actionTokens: 0 });
  });
});
