import { inject, injectable, judge, Options, Policy, RandomStream, Tokenizer, Verifier, type Draw, type Group, type Sampler, type Verdict } from "@lode/core";
import type { DynamicOptions } from "./dynamic-options.js";
import { generateGroups } from "./generate-groups.js";
import { takeDraws } from "./take-draws.js";

/**
 * Dynamic sampling of DAPO (Yu et al. 2025, arXiv 2503.14476): only problems with both correct and incorrect rollouts are kept, 0 < |correct| < G,
 * and others are drawn in place of the rest. A round draws exactly as many problems as are missing, so that none is thrown away unused.
 *
 * Yields fewer groups than it was asked for when the rounds find fewer, or the draws end. Groups that it drops are yielded too, marked as such, since they cost what they cost.
 */
@injectable()
export class DynamicSampler implements Sampler {
  // Injected collaborators, each by its own contract: a bag of them would only hide their number.
  // eslint-disable-next-line max-params
  constructor(
    @inject(Options) private readonly options: DynamicOptions,
    @inject(Policy) private readonly policy: Policy,
    @inject(Tokenizer) private readonly tokenizer: Tokenizer,
    @inject(RandomStream) private readonly random: RandomStream,
    @inject(Verifier) private readonly verifier: Verifier,
  ) {}

  get temperature(): number {
    return this.options.temperature;
  }

  async *sample(draws: AsyncIterator<Draw>, groups: number, signal: AbortSignal): AsyncGenerator<Group> {
    let found = 0;
    for (let round = 0; round < this.options.maxRounds && found < groups; round++) {
      const missing = groups - found;
      const taken = await takeDraws(draws, missing);
      const judged = await this.judged(taken, signal);
      if (signal.aborted) return;
      found += judged.filter(isInformative).length;
      for (const group of judged) yield isInformative(group) ? group : { ...group, dropped: true };
      if (taken.length < missing) return;
    }
  }

  /** In order of the draws, so that the batch does not depend on which group was whole first. */
  private async judged(draws: readonly Draw[], signal: AbortSignal): Promise<JudgedGroup[]> {
    const { options, policy, tokenizer, random } = this;
    const whole: Group[] = [];
    for await (const group of generateGroups(draws, { options, policy, tokenizer, random }, signal)) whole.push(group);
    if (signal.aborted) return [];
    whole.sort((a, b) => a.draw.index - b.draw.index);
    return Promise.all(whole.map(async (group) => ({ ...group, verdicts: await judge(group, this.verifier, signal) })));
  }
}

type JudgedGroup = Group & { readonly verdicts: readonly Verdict[] };

function has(group: JudgedGroup, outcome: Verdict["outcome"]): boolean {
  return group.verdicts.some((verdict) => verdict.outcome === outcome);
}

function isInformative(group: JudgedGroup): boolean {
  return has(group, "correct") && has(group, "incorrect");
}
