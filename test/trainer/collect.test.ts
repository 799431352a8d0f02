import type { Draw, Group, Rollout, StopReason, Verdict, Verifier } from "@lode/core";
import { expect } from "chai";
import fc from "fast-check";
import type { RunComponents } from "../../core/src/trainer/run-components.js";
import { core } from "./core.js";
import { never } from "./step-inputs.js";
import { rejection } from "../sampling/rejection.js";

const { collect } = core("trainer/collect");

const OUTCOMES = { c: "correct", i: "incorrect", a: "abstain", e: "error", t: "timeout", L: "incorrect" } as const;
type Letter = keyof typeof OUTCOMES;

/** A rollout a letter: its verdict, or L for one that was cut off. Rollout n has n + 1 action tokens, the prompt two tokens. */
function groupOf(index: number, letters: string, change: Partial<Rollout> = {}): Group {
  const draw: Draw = { index, problem: { id: `p${index}`, prompt: "", answer: "" } };
  const rollout = (letter: string, sample: number): Rollout => ({
    ...{ draw, sample, text: letter, source: "policy", stop: (letter === "L" ? "length" : "end") satisfies StopReason },
    ...{ tokens: new Int32Array(sample + 3), action: Uint8Array.from({ length: sample + 3 }, (_, place) => (place < 2 ? 0 : 1)) },
    ...change,
  });
  return { draw, rollouts: Array.from(letters, rollout) };
}

const byLetter: Verifier = {
  verify: async (attempts) => attempts.map(({ rollout }): Verdict => ({ outcome: OUTCOMES[rollout.text as Letter], reason: rollout.text })),
};

function run(groups: readonly Group[], change: Partial<RunComponents> = {}): RunComponents {
  const sampler = {
    async *sample(): AsyncGenerator<Group> {
      yield* groups;
    },
  };
  return { sampler, verifier: byLetter, policy: { version: 4 }, minimumGroup: 1, ...change } as unknown as RunComponents;
}

const draws: AsyncIterator<Draw> = { next: async () => ({ done: true, value: undefined }) };

function collected(groups: readonly Group[], change: Partial<RunComponents> = {}): ReturnType<typeof collect> {
  return collect(run(groups, change), draws, groups.length, never);
}

function texts(groups: readonly Group[]): readonly string[] {
  return groups.map(({ rollouts }) => rollouts.map(({ text }) => text).join(""));
}

describe("collect", () => {
  it("takes rollouts that have no reward out of their groups, with their verdicts, and drops groups that become too small", async () => {
    const letters = fc.string({ unit: fc.constantFrom("c", "i", "a", "e", "t", "L"), minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(fc.array(letters, { maxLength: 6 }), fc.integer({ min: 0, max: 4 }), async (groups, minimumGroup) => {
        const { groups: kept, metrics } = await collected(
          groups.map((group, index) => groupOf(index, group)),
          { minimumGroup },
        );
        const expected = groups.map((group) => group.replace(/[aet]/g, "")).filter((group) => group.length >= Math.max(1, minimumGroup));
        expect(texts(kept)).to.deep.equal(expected);
        for (const { rollouts, verdicts } of kept)
          expect(verdicts?.map(({ outcome }) => outcome)).to.deep.equal(rollouts.map(({ text }) => OUTCOMES[text as Letter]));
        expect(metrics).to.include({ "sampling/groups": groups.length, "sampling/groupsDropped": groups.length - expected.length });
      }),
    );
  });

  it("counts outcomes, tokens and cut-off completions of all rollouts, dropped ones too", async () => {
    const { metrics, verdicts } = await collected([groupOf(0, "ccaL"), groupOf(1, "eti"), groupOf(2, "c")], { minimumGroup: 2 });
    expect(verdicts.map(({ outcome }) => outcome.charAt(0)).join("")).to.equal("ccaietic");
    expect(metrics).to.deep.equal({
      ...{
        "sampling/groups": 3,
        "sampling/groupsDropped": 2,
        "sampling/rollouts": 8,
        "sampling/tokens": 17,
        "sampling/meanLength": 17 / 8,
        "sampling/truncated": 1 / 8,
      },
      ...{ "verifier/correct": 3 / 8, "verifier/abstain": 1 / 8, "verifier/error": 1 / 8, "verifier/timeout": 1 / 8, "verifier/mixedGroups": 1 / 3 },
    });
  });

  it("counts groups that the sampler dropped, and does not train on them", async () => {
    const dropped: Group = { ...groupOf(0, "cc"), dropped: true };
    const { groups, metrics } = await collected([dropped, groupOf(1, "ci")]);
    expect(texts(groups)).to.deep.equal(["ci"]);
    expect(metrics).to.include({ "sampling/groups": 2, "sampling/groupsDropped": 1, "sampling/rollouts": 4, "sampling/tokens": 6, "verifier/correct": 0.75 });
  });

  it("does not ask again where the sampler has judged, and asks nobody without a verifier", async () => {
    const verdicts: Verdict[] = [{ outcome: "correct", reason: "sampler" }];
    const refusing: Verifier = { verify: async () => Promise.reject(new Error("nobody asks")) };
    const judged = await collected([{ ...groupOf(0, "i"), verdicts }], { verifier: refusing });
    expect(judged.groups[0].verdicts).to.deep.equal(verdicts);
    const { groups, metrics } = await collected([groupOf(0, "ci")], { verifier: null });
    expect(groups[0].verdicts).to.equal(undefined);
    expect(Object.keys(metrics).filter((name) => name.startsWith("verifier/"))).to.deep.equal([]);
  });

  it("refuses rollouts of other weights than the policy's, unless they are data or do not say", async () => {
    const stale = await rejection(collected([groupOf(0, "c", { version: 4 }), groupOf(7, "ci", { version: 3 })]));
    expect(stale).to.deep.include({ code: "STALE_WEIGHTS", place: { component: "sampler" } });
    expect(stale.message).to.contain("problem p7").and.to.contain("weights 3, the policy has 4");
    const fresh = [
      groupOf(0, "c", { version: 4 }),
      groupOf(1, "c"),
      groupOf(2, "c", { version: 3, source: "data" }),
      groupOf(3, "c", { version: 3, source: "teacher" }),
    ];
    expect((await collected(fresh)).groups).to.have.length(4);
  });

  it("asks the sampler once, for the number of groups, with the draws and the signal", async () => {
    const asked: unknown[][] = [];
    const sampler = {
      async *sample(...given: unknown[]): AsyncGenerator<Group> {
        asked.push(given);
        yield* [];
      },
    };
    const { groups, metrics } = await collect(run([], { sampler }), draws, 5, never);
    expect(asked).to.deep.equal([[draws, 5, never]]);
    expect(groups).to.deep.equal([]);
    expect(metrics).to.include({ "sampling/groups": 0, "sampling/rollouts": 0, "sampling/meanLength": 0, "sampling/truncated": 0 });
  });
});
