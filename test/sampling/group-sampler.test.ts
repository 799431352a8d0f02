import { randomStream } from "@lode/core";
import { GroupSampler } from "@lode/sampling";
import { expect } from "chai";
import fc from "fast-check";
import { CountedDraws, gathered } from "./counted-draws.js";
import { rejection } from "./rejection.js";
import { claimed, letters, ScriptedPolicy, type Script } from "./scripted-policy.js";

const options = { groupSize: 3, temperature: 0.5, topP: 0.9, topK: 4, maxTokens: 12 };
const never = new AbortController().signal;
const words: Script = (request, sample) => ({ text: `r${request}s${sample}`, stop: sample === 1 ? "length" : "end" });

function sampler(policy: ScriptedPolicy, groupSize = options.groupSize): GroupSampler {
  return new GroupSampler({ ...options, groupSize }, policy, letters, randomStream(5));
}

describe("sampler group", () => {
  it("puts every completion at its place, whatever the order in which completions come", async () => {
    const shape = fc.record({
      groups: fc.integer({ min: 1, max: 5 }),
      groupSize: fc.integer({ min: 1, max: 5 }),
      order: fc.array(fc.nat(), { minLength: 25, maxLength: 25 }),
    });
    await fc.assert(
      fc.asyncProperty(shape, async ({ groups, groupSize, order }) => {
        const policy = new ScriptedPolicy(words, (completions) =>
          completions
            .map((completion, place) => ({ completion, key: order[place] }))
            .sort((a, b) => a.key - b.key)
            .map(({ completion }) => completion),
        );
        const result = await gathered(sampler(policy, groupSize).sample(new CountedDraws(40), groups, never));
        expect(result.map((group) => group.draw.index).sort()).to.deep.equal(Array.from({ length: groups }, (_, place) => 40 + place));
        for (const { draw, rollouts, verdicts } of result) {
          expect(verdicts).to.equal(undefined);
          expect(rollouts.map((rollout) => rollout.sample)).to.deep.equal(Array.from({ length: groupSize }, (_, sample) => sample));
          for (const rollout of rollouts) expect(rollout.text).to.equal(`r${draw.index - 40}s${rollout.sample}`);
        }
      }),
      { numRuns: 50 },
    );
  });

  it("makes a rollout of prompt and completion, with log-probabilities at the completion's tokens", async () => {
    const [group] = await gathered(sampler(new ScriptedPolicy(words)).sample(new CountedDraws(40), 1, never));
    const [whole, cut] = group.rollouts;
    expect(letters.decode(whole.tokens)).to.equal("40?r0s0");
    expect([...whole.tokens.slice(3)]).to.deep.equal([...letters.encode("r0s0"), letters.endToken]);
    expect([...whole.action]).to.deep.equal([0, 0, 0, 1, 1, 1, 1, 1]);
    expect([...(whole.logprobs ?? [])]).to.deep.equal([0, 0, 0, ...[0, 1, 2, 3, 4].map((place) => claimed(0, 0, place))]);
    expect([...(whole.sampledLogprobs ?? [])]).to.deep.equal([0, 0, 0, ...[0, 1, 2, 3, 4].map((place) => claimed(0, 0, place) / 2)]);
    expect(whole).to.include({ source: "policy", version: 7, stop: "end", text: "r0s0", draw: group.draw });
    expect(cut).to.include({ stop: "length", text: "r0s1" });
    expect([...cut.tokens.slice(3)]).to.deep.equal([...letters.encode("r0s1")]);
  });

  it("asks once for all groups, with its options and a stream that only the draw's place keys", async () => {
    const together = new ScriptedPolicy(words);
    const alone = new ScriptedPolicy(words);
    await gathered(sampler(together).sample(new CountedDraws(40), 4, never));
    await gathered(sampler(alone).sample(new CountedDraws(42), 1, never));
    expect(together.calls).to.have.length(1);
    expect(together.calls[0].map(({ prompt }) => letters.decode(prompt))).to.deep.equal(["40?", "41?", "42?", "43?"]);
    for (const { random: _, prompt: __, ...asked } of together.calls[0])
      expect(asked).to.deep.equal({ samples: 3, maxTokens: 12, temperature: 0.5, topP: 0.9, topK: 4 });
    const numbers = together.calls[0].map(({ random }) => random.uniform(1, 2));
    expect(new Set(numbers).size).to.equal(4);
    expect(numbers[2]).to.equal(alone.calls[0][0].random.uniform(1, 2));
    expect(numbers[2]).to.equal(randomStream(5).at("draw", 42).uniform(1, 2));
  });

  it("tells the trainer its temperature", () => {
    expect(sampler(new ScriptedPolicy(words)).temperature).to.equal(0.5);
  });

  it("takes as many draws as it gives groups and leaves the stream open", async () => {
    const draws = new CountedDraws();
    const twice = sampler(new ScriptedPolicy(words));
    await gathered(twice.sample(draws, 2, never));
    const [later] = await gathered(twice.sample(draws, 1, never));
    expect(later.draw.index).to.equal(2);
    expect(draws.taken).to.equal(3);
  });

  it("gives fewer groups where the draws end, and asks for nothing without draws", async () => {
    const policy = new ScriptedPolicy(words);
    const draws = new CountedDraws(0, 2);
    expect(await gathered(sampler(policy).sample(draws, 5, never))).to.have.length(2);
    expect(await gathered(sampler(policy).sample(draws, 5, never))).to.have.length(0);
    expect(policy.calls).to.have.length(1);
  });

  it("gives a group as soon as it is whole", async () => {
    const policy = new ScriptedPolicy(words);
    const first = await sampler(policy).sample(new CountedDraws(), 4, never).next();
    expect(first.done).to.equal(false);
    expect(policy.given).to.equal(3);
  });

  it("leaves out what is not whole when the signal aborts", async () => {
    const stop = new AbortController();
    const policy = new ScriptedPolicy((request, sample) => {
      return { text: `r${request}s${sample}` };
    });
    const groups: number[] = [];
    for await (const group of sampler(policy).sample(new CountedDraws(), 4, stop.signal)) {
      groups.push(group.draw.index);
      if (groups.length === 2) stop.abort();
    }
    expect(groups).to.deep.equal([0, 1]);
    expect(policy.given).to.equal(6);
  });

  it("refuses a policy that leaves out, repeats or invents completions, or miscounts log-probabilities", async () => {
    const outcome = (change: ConstructorParameters<typeof ScriptedPolicy>[1]): Promise<Error> =>
      rejection(gathered(sampler(new ScriptedPolicy(words, change)).sample(new CountedDraws(), 2, never)));
    const [missing, twice, strange, negative, short] = [
      await outcome((completions) => completions.slice(0, -1)),
      await outcome(([first, ...others]) => [first, first, ...others]),
      await outcome(([first, ...others]) => [{ ...first, request: 2 }, ...others]),
      await outcome(([first, ...others]) => [{ ...first, sample: -1 }, ...others]),
      await outcome(([first, ...others]) => [{ ...first, logprobs: first.logprobs.slice(1) }, ...others]),
    ];
    for (const error of [missing, twice, strange, negative, short]) expect(error).to.be.instanceOf(RangeError);
    expect(missing.message).to.contain("1 of 2 groups whole");
    expect(twice.message).to.contain("completion 0 of request 0 twice");
    expect(strange.message).to.contain("completion 0 of request 2, which was not asked for");
    expect(negative.message).to.contain("completion -1 of request 0, which was not asked for");
    expect(short.message).to.contain("logprobs has 4 numbers, expected 5");
  });
});
