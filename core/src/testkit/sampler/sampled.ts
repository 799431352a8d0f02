import type { Policy } from "../../contracts/policy.js";
import type { Group } from "../../contracts/rollout.js";
import type { Sampler } from "../../contracts/sampler.js";
import type { Tokenizer } from "../../contracts/tokenizer.js";
import { randomStream } from "../../trainer/random-stream.js";
import { ChainPolicy } from "../chain-policy.js";
import { gathered } from "../gathered.js";
import { letterTokenizer } from "../letter-tokenizer.js";
import { withComponent, type Subject } from "../with-component.js";
import { WatchedDraws } from "./watched-draws.js";

/** A sampler at work, with what it was given. */
export interface Sampling {
  readonly sampler: Sampler;
  readonly policy: ChainPolicy;
  readonly tokenizer: Tokenizer;
}

/** A sampler of its own, with a policy of its own. */
export function withSampler<Result>(subject: Subject<Sampler>, seed: number, use: (sampling: Sampling) => Promise<Result>): Promise<Result> {
  const policy = new ChainPolicy(letterTokenizer);
  const given = { random: randomStream(seed), policy: policy as Policy, tokenizer: letterTokenizer };
  return withComponent(subject, given, (sampler) => use({ sampler, policy, tokenizer: letterTokenizer }));
}

export interface Wanted {
  readonly seed?: number;
  readonly groups?: number;
  readonly draws?: WatchedDraws;
}

/** Groups of a sampler of its own, in the order of their draws. */
export function sampledGroups(subject: Subject<Sampler>, { seed = 1, groups = 4, draws = new WatchedDraws() }: Wanted = {}): Promise<readonly Group[]> {
  return withSampler(subject, seed, ({ sampler }) => groupsOf(sampler, draws, groups));
}

export async function groupsOf(sampler: Sampler, draws: WatchedDraws, groups: number): Promise<readonly Group[]> {
  return inOrder(await gathered(sampler.sample(draws, groups, new AbortController().signal)));
}

function inOrder(groups: readonly Group[]): readonly Group[] {
  return [...groups].sort((a, b) => a.draw.index - b.draw.index);
}
