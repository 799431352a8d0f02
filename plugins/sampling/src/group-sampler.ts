import { inject, injectable, Options, Policy, RandomStream, Tokenizer, type Draw, type Group, type Sampler } from "@lode/core";
import { generateGroups } from "./generate-groups.js";
import type { GenerationOptions } from "./generation-options.js";
import { takeDraws } from "./take-draws.js";

/** G completions of each problem. */
@injectable()
export class GroupSampler implements Sampler {
  constructor(
    @inject(Options) private readonly options: GenerationOptions,
    @inject(Policy) private readonly policy: Policy,
    @inject(Tokenizer) private readonly tokenizer: Tokenizer,
    @inject(RandomStream) private readonly random: RandomStream,
  ) {}

  get temperature(): number {
    return this.options.temperature;
  }

  async *sample(draws: AsyncIterator<Draw>, groups: number, signal: AbortSignal): AsyncGenerator<Group> {
    const { options, policy, tokenizer, random } = this;
    yield* generateGroups(await takeDraws(draws, groups), { options, policy, tokenizer, random }, signal);
  }
}
