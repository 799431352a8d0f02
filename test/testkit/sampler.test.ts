import {
  Policy,
  RandomStream,
  Sampler,
  Tokenizer,
  component,
  inject,
  injectable,
  randomStream,
  type Completion,
  type Draw,
  type Group,
  type Rollout,
  type Verdict,
} from "@lode/core";
import { describeSampler } from "@lode/core/testkit";
import { proveLaws, type Suite } from "./broken-laws.js";

const SAMPLES = 3;
const TEMPERATURE = 0.8;

/** What is done otherwise than by a good sampler, which asks the policy for three completions of each draw. */
interface Rules {
  /** How many draws are taken for so many groups, and how they are read. */
  readonly take: (draws: AsyncIterator<Draw>, groups: number) => Promise<readonly Draw[]>;
  readonly yielded: (groups: readonly Group[], asked: number) => readonly Group[];
  readonly signal: (signal: AbortSignal) => AbortSignal;
  readonly random: (random: RandomStream, draw: Draw, call: { readonly place: number; readonly sampler: object }) => RandomStream;
  readonly rollout: (rollout: Rollout, completion: Completion, sampler: object) => Partial<Rollout>;
  readonly verdicts: (group: Group) => readonly Verdict[] | undefined;
}

const GOOD: Rules = {
  take: taken,
  yielded: (groups, asked) => groups.slice(0, asked),
  signal: (signal) => signal,
  random: (random, draw) => random.at("draw", draw.index),
  rollout: () => ({}),
  verdicts: () => undefined,
};

async function taken(draws: AsyncIterator<Draw>, count: number): Promise<readonly Draw[]> {
  const all: Draw[] = [];
  while (all.length < count) {
    const next = await draws.next();
    if (next.done === true) break;
    all.push(next.value);
  }
  return all;
}

/** The suite on a sampler that differs from a good one. */
function suite(change: Partial<Rules> = {}): Suite {
  const rules = { ...GOOD, ...change };

  @injectable()
  class Three implements Sampler {
    readonly temperature = TEMPERATURE;

    constructor(
      @inject(Policy) private readonly policy: Policy,
      @inject(Tokenizer) private readonly tokenizer: Tokenizer,
      @inject(RandomStream) private readonly random: RandomStream,
    ) {}

    async *sample(draws: AsyncIterator<Draw>, asked: number, signal: AbortSignal): AsyncGenerator<Group> {
      const all = await rules.take(draws, asked);
      const requests = all.map((draw, place) => ({
        prompt: this.tokenizer.encodePrompt(draw.problem.prompt),
        random: rules.random(this.random, draw, { place, sampler: this }),
        ...{ samples: SAMPLES, maxTokens: 5, temperature: TEMPERATURE, topP: 1, topK: 0 },
      }));
      const rollouts = all.map((): Rollout[] => []);
      for await (const completion of this.policy.generate(requests, rules.signal(signal))) {
        const rollout = this.rollout(all[completion.request], requests[completion.request].prompt, completion);
        rollouts[completion.request][completion.sample] = { ...rollout, ...rules.rollout(rollout, completion, this) };
      }
      if (rules.signal(signal).aborted) return;
      const groups = all.map((draw, place): Group => ({ draw, rollouts: rollouts[place] }));
      for (const group of rules.yielded(groups, asked)) yield { ...group, verdicts: rules.verdicts(group) };
    }

    private rollout(draw: Draw, prompt: Int32Array, { sample, tokens, logprobs, sampledLogprobs, stop, version }: Completion): Rollout {
      const aligned = (column: Float32Array): Float32Array => Float32Array.of(...prompt.map(() => 0), ...column);
      return {
        ...{ draw, sample, tokens: Int32Array.of(...prompt, ...tokens), action: Uint8Array.of(...prompt.map(() => 0), ...tokens.map(() => 1)) },
        ...{ logprobs: aligned(logprobs), sampledLogprobs: aligned(sampledLogprobs), source: "policy", version, stop, text: this.tokenizer.decode(tokens) },
      };
    }
  }

  const made = component(Sampler, { use: "three", description: "", create: Three });
  return (runner) => describeSampler(runner, { component: made });
}

/** Numbers for each sampler of its own, from the first call on. */
function counted(): (sampler: object) => number {
  const numbers = new WeakMap<object, number>();
  let last = 0;
  return (sampler) => {
    const number = numbers.get(sampler) ?? ++last;
    numbers.set(sampler, number);
    return number;
  };
}

/** The version of the first rollout, for all that come. */
function staleVersion(): Rules["rollout"] {
  const versions = new WeakMap<object, number>();
  return ({ version = 0 }, _, sampler) => {
    if (!versions.has(sampler)) versions.set(sampler, version);
    return { version: versions.get(sampler) };
  };
}

const never = new AbortController().signal;
const ofInstance = counted();

describe("describeSampler", () => {
  proveLaws(suite(), {
    "yields as many groups as it is asked for, each of a draw of its own": suite({
      yielded: (groups, asked) => (asked === 3 ? groups.slice(1).concat(groups[1]) : groups),
    }),
    "uses the draws that it takes": suite({
      take: async (draws, groups) => {
        const all = await taken(draws, groups);
        await draws.next();
        return all;
      },
    }),
    "leaves the draws open for the next step": suite({
      take: async (draws, groups) => {
        const all: Draw[] = [];
        if (groups > 0) for await (const draw of { [Symbol.asyncIterator]: () => draws }) if (all.push(draw) === groups) break;
        return all;
      },
    }),
    "ends when the draws end": suite({
      take: async (draws, groups) => {
        const all = [...(await taken(draws, groups))];
        while (all.length > 0 && all.length < groups) all.push(all[0]);
        return all;
      },
    }),
    "ends without an error when it is aborted": suite({ signal: () => never }),
    "gives the same rollouts again under the same seed": suite({ random: (random, draw, { sampler }) => random.at("draw", draw.index, ofInstance(sampler)) }),
    "gives a draw's rollouts by the seed and the draw alone": suite({ random: (random, _, { place }) => random.at("draw", place) }),
    "gives other rollouts of the policy under another seed": suite({ random: (_, draw) => randomStream(5).at(draw.index) }),
    "gives a verdict a rollout where it judges": suite({ verdicts: () => [{ outcome: "correct", reason: "one for all" }] }),
    "numbers the rollouts of a group from 0, without gaps": suite({ rollout: ({ sample }) => ({ sample: sample + 1 }) }),
    "gives columns as long as the tokens": suite({ rollout: ({ sampledLogprobs }) => ({ sampledLogprobs: sampledLogprobs?.slice(0, -1) }) }),
    "begins with the prompt, which no policy chose, and marks what it chose": suite({
      rollout: ({ tokens }) => ({ tokens: Int32Array.of(9 - tokens[0], ...tokens.slice(1)) }),
    }),
    "reports the policy's own log-probabilities where it chose, and 0 elsewhere": suite({
      rollout: ({ logprobs }) => ({ logprobs: logprobs?.map((value) => value * TEMPERATURE) }),
    }),
    "reports log-probabilities of the distribution that was sampled from": suite({
      rollout: ({ sampledLogprobs }) => ({ sampledLogprobs: sampledLogprobs?.map((value) => -value) }),
    }),
    "ends with the end token exactly where it says so": suite({ rollout: () => ({ stop: "end" }) }),
    "gives as text the completion as the tokenizer decodes it": suite({ rollout: ({ text }) => ({ text: `${text}<end>` }) }),
    "carries the version of the policy that generated": suite({ rollout: staleVersion() }),
  });
});
