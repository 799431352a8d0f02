import { randomStream, type Attempt, type Group, type Verdict, type Verifier } from "@lode/core";
import { DynamicSampler } from "@lode/sampling";
import { expect } from "chai";
import fc from "fast-check";
import { CountedDraws, gathered } from "./counted-draws.js";
import { letters, ScriptedPolicy } from "./scripted-policy.js";

const never = new AbortController().signal;
const OUTCOMES = { c: "correct", i: "incorrect", a: "abstain", e: "error", t: "timeout", L: "incorrect" } as const;
type Letter = keyof typeof OUTCOMES;

/** A run in which rollout `sample` of draw `index` is judged as letter `sample` of `verdicts[index]` says; L: cut off by the length limit. */
class Scene {
  readonly draws: CountedDraws;
  readonly judged: Attempt[] = [];
  readonly policy: ScriptedPolicy;
  readonly stop = new AbortController();
  private readonly sampler: DynamicSampler;

  constructor(
    readonly verdicts: readonly string[],
    maxRounds: number,
    end = Infinity,
  ) {
    this.draws = new CountedDraws(0, end);
    this.policy = new ScriptedPolicy(
      (request, sample) => {
        const letter = verdicts[this.index(request)][sample];
        return { text: letter, stop: letter === "L" ? "length" : "end" };
      },
      (completions) => completions.reverse(),
    );
    const options = { groupSize: verdicts[0].length, temperature: 1, topP: 1, topK: 0, maxTokens: 4, maxRounds };
    const verifier: Verifier = { verify: async (attempts) => this.verify(attempts) };
    this.sampler = new DynamicSampler(options, this.policy, letters, randomStream(3), verifier);
  }

  sample(groups: number, signal = never): ReturnType<DynamicSampler["sample"]> {
    return this.sampler.sample(this.draws, groups, signal);
  }

  private index(request: number): number {
    return Number(letters.decode(this.policy.calls.at(-1)?.[request].prompt ?? []).replace("?", ""));
  }

  private verify(attempts: readonly Attempt[]): Verdict[] {
    this.judged.push(...attempts);
    return attempts.map(({ rollout }) => ({ outcome: OUTCOMES[rollout.text as Letter], reason: "scripted" }));
  }
}

function kept(groups: readonly Group[]): readonly Group[] {
  return groups.filter(({ dropped }) => !dropped);
}

describe("sampler dynamic", () => {
  it("keeps exactly the groups with both outcomes, in order, and draws others in place of the rest", async () => {
    const letter = fc.constantFrom<Letter>("c", "c", "i", "i", "a", "e", "t", "L");
    const group = fc.array(letter, { minLength: 3, maxLength: 3 }).map((letters) => letters.join(""));
    const scene = fc.record({
      verdicts: fc.array(group, { minLength: 40, maxLength: 40 }),
      groups: fc.integer({ min: 1, max: 5 }),
      maxRounds: fc.integer({ min: 1, max: 6 }),
    });
    await fc.assert(
      fc.asyncProperty(scene, async ({ verdicts, groups, maxRounds }) => {
        const isMixed = (index: number): boolean => /c/.test(verdicts[index]) && /[iL]/.test(verdicts[index]);
        let taken = 0;
        let mixed: number[] = [];
        for (let round = 0; round < maxRounds; round++) {
          taken += groups - mixed.length;
          mixed = Array.from({ length: taken }, (_, index) => index).filter(isMixed);
        }
        const run = new Scene(verdicts, maxRounds);
        const result = await gathered(run.sample(groups));
        const all = Array.from({ length: taken }, (_, index) => index);
        expect(result.map(({ draw }) => draw.index)).to.deep.equal(all);
        expect(result.filter(({ dropped }) => !dropped).map(({ draw }) => draw.index)).to.deep.equal(mixed);
        for (const { draw, rollouts, verdicts: given = [] } of result) {
          expect(rollouts.map(({ text }) => text).join("")).to.equal(verdicts[draw.index]);
          expect(given.map(({ outcome }) => outcome)).to.deep.equal(Array.from(verdicts[draw.index], (letter) => OUTCOMES[letter as Letter]));
        }
        expect(run.draws.taken).to.equal(taken);
      }),
      { numRuns: 100 },
    );
  });

  it("calls a completion that was cut off incorrect without asking the verifier", async () => {
    const run = new Scene(["cL"], 1);
    const [group] = await gathered(run.sample(1));
    expect(run.judged.map(({ rollout, problem }) => [rollout.text, problem.id])).to.deep.equal([["c", "p0"]]);
    expect(group.verdicts?.[1].outcome).to.equal("incorrect");
  });

  it("gives fewer groups when the rounds are used up", async () => {
    const run = new Scene(["ci", "cc", "cc", "cc", "ci"], 2);
    expect(kept(await gathered(run.sample(2)))).to.have.length(1);
    expect(run.draws.taken).to.equal(3);
    expect(run.policy.calls.map((requests) => requests.length)).to.deep.equal([2, 1]);
  });

  it("gives dropped groups alone where it finds nothing", async () => {
    const groups = await gathered(new Scene(["ii", "cc", "ii", "ca", "LL", "cc"], 3).sample(2));
    expect(groups.map(({ dropped }) => dropped)).to.deep.equal([true, true, true, true, true, true]);
  });

  it("gives what there is when the draws end, were it nothing", async () => {
    expect(kept(await gathered(new Scene(["ci", "ii"], 5, 2).sample(3)))).to.have.length(1);
    const none = new Scene(["cc", "ii"], 5, 2);
    expect(kept(await gathered(none.sample(3)))).to.have.length(0);
    expect(none.policy.calls).to.have.length(1);
    expect(kept(await gathered(new Scene(["cc", "ii"], 1, 2).sample(3)))).to.have.length(0);
  });

  it("stops quietly when the signal aborts, in generation or in judging", async () => {
    const before = new Scene(["cc", "ci"], 3);
    before.stop.abort();
    expect(await gathered(before.sample(2, before.stop.signal))).to.have.length(0);
    const during = new Scene(["cc", "ci"], 3);
    during.judged.push = (): number => {
      during.stop.abort();
      return 0;
    };
    expect(await gathered(during.sample(2, during.stop.signal))).to.have.length(0);
    expect(during.policy.calls).to.have.length(1);
  });
});
