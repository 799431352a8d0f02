import { Sampler } from "@lode/core";
import { CountedDraws, gathered } from "../sampling/counted-draws.js";
import { opened } from "./opened.js";
import { proofs, type Fragment, type Proof, type Table } from "./proof.js";

const GROUPS = 6;

/** The tokens of every rollout. */
async function rolloutsOf(fragment: Fragment): Promise<unknown> {
  return opened(Sampler, fragment, async (sampler) => {
    const groups = await gathered(sampler.sample(new CountedDraws(), GROUPS, new AbortController().signal));
    return groups.map(({ rollouts }) => rollouts.map(({ tokens }) => tokens));
  });
}

const generation = {
  groupSize: { low: 3, high: 4 },
  temperature: { low: 0.5, high: 1 },
  topP: { low: 0.5, high: 1 },
  topK: { low: 2, high: 0 },
  maxTokens: { low: 3, high: 6 },
};

function sampler(use: string, table: Table): readonly Proof[] {
  return proofs(`Sampler ${use}`, { given: { groupSize: 4, maxTokens: 8 }, observe: rolloutsOf }, table);
}

export const samplers: readonly Proof[] = [...sampler("group", generation), ...sampler("dynamic", { ...generation, maxRounds: { low: 1, high: 6 } })];
