import type { Completion, Draw, Group, Policy, RandomStream, Rollout, Tokenizer } from "@lode/core";
import { completedRollout } from "./completed-rollout.js";
import type { GenerationOptions } from "./generation-options.js";

/** What groups are generated with. */
export interface Generation {
  readonly policy: Policy;
  readonly tokenizer: Tokenizer;
  readonly random: RandomStream;
  readonly options: GenerationOptions;
}

/**
 * `groupSize` completions of every draw, all asked for in one call, so that the policy batches them as it likes. A group comes as soon as it is whole,
 * its rollouts in order of `sample`. When `signal` aborts, groups that are not whole are left out.
 *
 * Throws a RangeError when the policy gives a completion that was not asked for, gives one twice, or leaves one out.
 */
export async function* generateGroups(draws: readonly Draw[], generation: Generation, signal: AbortSignal): AsyncGenerator<Group> {
  if (draws.length === 0) return;
  const { policy, tokenizer, random, options } = generation;
  const { groupSize: samples, temperature, topP, topK, maxTokens } = options;
  const prompts = draws.map((draw) => tokenizer.encodePrompt(draw.problem.prompt));
  const requests = draws.map((draw, request) => ({
    prompt: prompts[request],
    samples,
    maxTokens,
    temperature,
    topP,
    topK,
    random: random.at("draw", draw.index),
  }));
  const parts = draws.map(() => new Map<number, Rollout>());
  let whole = 0;
  for await (const completion of policy.generate(requests, signal)) {
    assertAskedFor(completion, parts, samples);
    const { request, sample, tokens } = completion;
    const part = parts[request];
    part.set(sample, completedRollout(draws[request], prompts[request], completion, tokenizer.decode(tokens)));
    if (part.size < samples) continue;
    whole += 1;
    yield { draw: draws[request], rollouts: [...part.values()].sort((a, b) => a.sample - b.sample) };
  }
  if (whole < draws.length && !signal.aborted) throw new RangeError(`the policy ended generation with ${whole} of ${draws.length} groups whole`);
}

function assertAskedFor({ request, sample }: Completion, parts: readonly ReadonlyMap<number, Rollout>[], samples: number): void {
  const isAskedFor = request in parts && Number.isInteger(sample) && sample >= 0 && sample < samples;
  if (!isAskedFor) throw new RangeError(`the policy gave completion ${sample} of request ${request}, which was not asked for`);
  if (parts[request].has(sample)) throw new RangeError(`the policy gave completion ${sample} of request ${request} twice`);
}
