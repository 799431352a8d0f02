import { UserError, type Draw } from "@lode/core";
import { DemonstrationsSampler } from "@lode/sampling";
import { expect } from "chai";
import { CountedDraws, gathered } from "./counted-draws.js";
import { rejection } from "./rejection.js";
import { letters } from "./scripted-policy.js";

const never = new AbortController().signal;

describe("sampler demonstrations", () => {
  it("makes a rollout of prompt, solution and end token, with action on the last two", async () => {
    const draws = new CountedDraws(40);
    const groups = await gathered(new DemonstrationsSampler(letters).sample(draws, 3, never));
    expect(draws.taken).to.equal(3);
    expect(groups.map((group) => group.rollouts.length)).to.deep.equal([1, 1, 1]);
    const [{ draw, rollouts, verdicts }] = groups;
    const [{ tokens, action, ...rest }] = rollouts;
    expect([...tokens]).to.deep.equal([...letters.encode("40?so40"), letters.endToken]);
    expect([...action]).to.deep.equal([0, 0, 0, 1, 1, 1, 1, 1]);
    expect(rest).to.deep.equal({ draw, sample: 0, source: "data", stop: "end", text: "so40" });
    expect(verdicts).to.equal(undefined);
  });

  it("takes an empty solution as the end token alone", async () => {
    const problem = { id: "empty", prompt: "q", answer: "", solution: "" };
    const draws: AsyncIterator<Draw> = { next: async () => ({ done: false, value: { index: 0, problem } }) };
    const [{ rollouts }] = await gathered(new DemonstrationsSampler(letters).sample(draws, 1, never));
    expect([...rollouts[0].action]).to.deep.equal([0, 1]);
  });

  it("names the problem that has no solution", async () => {
    const problem = { id: "bare", prompt: "q", answer: "a" };
    const draws: AsyncIterator<Draw> = { next: async () => ({ done: false, value: { index: 0, problem } }) };
    const error = await rejection(gathered(new DemonstrationsSampler(letters).sample(draws, 1, never)));
    expect(error).to.be.instanceOf(UserError).and.include({ code: "DATA_INVALID" });
    expect(error.message).to.contain("problem bare");
  });

  it("gives fewer where the draws end, and stops when the signal aborts", async () => {
    const sampler = new DemonstrationsSampler(letters);
    expect(await gathered(sampler.sample(new CountedDraws(0, 2), 5, never))).to.have.length(2);
    const stop = new AbortController();
    const seen: number[] = [];
    for await (const { draw } of sampler.sample(new CountedDraws(), 5, stop.signal)) {
      seen.push(draw.index);
      stop.abort();
    }
    expect(seen).to.deep.equal([0]);
  });
});
