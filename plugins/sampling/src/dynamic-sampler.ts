import {
  inject,
  injectable,
  judge,
  Options,
  Policy,
  RandomStream,
  Tokenizer,
  UserError,
  Verifier,
  type Draw,
  type Group,
  type Sampler,
  type Verdict,
} from "@lode/core";
import type { DynamicOptions } from "./dynamic-options.js";
import { generateGroups } from "./generate-groups.js";
import { takeDraws } from "./take-draws.js";

/**
 * Dynamic sampling of DAPO (Yu et al. 2025, arXiv 2503.14476): only problems with both correct and incorrect rollouts are kept, 0 < |correct| < G,
 * and others are drawn in place of the rest. A round draws exactly as many problems as are missing, so that none is thrown away unused.
 *
 * Yields fewer groups than it was asked for when the rounds find fewer, or the draws end. Throws NOT_INFORMATIVE when all rounds together find none.
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
    const dropped: JudgedGroup[] = [];
    let found = 0;
    for (let round = 0; round < this.options.maxRounds && found < groups; round++) {
      const missing = groups - found;
      const taken = await takeDraws(draws, missing);
      const judged = await this.judged(taken, signal);
      if (signal.aborted) return;
      for (const group of judged) {
        if (isInformative(group)) {
          found += 1;
          yield group;
        } else dropped.push(group);
      }
      if (taken.length < missing) return;
    }
    if (found === 0) throw notInformative(dropped);
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

function notInformative(dropped: readonly JudgedGroup[]): UserError {
  const solved = dropped.filter((group) => has(group, "correct")).length;
  const what = `none of ${dropped.length} problems had both correct and incorrect rollouts: ${solved} had correct ones only`;
  return new UserError("NOT_INFORMATIVE", what, {
    place: { component: "sampler dynamic" },
    remedy: "Choose problems nearer to what the policy can do, or raise `groupSize` or `maxRounds`.",
  });
}
