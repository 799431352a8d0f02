import type { Attempt, TimedVerdict, Verifier } from "@lode/core";
import { expect } from "chai";
import { rejection } from "../sampling/rejection.js";
import { core } from "./core.js";

const { judgeTimed } = core("verify/judge-timed");

const never = new AbortController().signal;
const attempts = Array.from({ length: 600 }, (_, place): Attempt => ({ problem: { id: "p", prompt: "", answer: "" }, rollout: { text: String(place) } }));

async function judged(verifier: Verifier, signal = never): Promise<readonly TimedVerdict[]> {
  const verdicts: TimedVerdict[] = [];
  for await (const verdict of judgeTimed(verifier, attempts, signal)) verdicts.push(verdict);
  return verdicts;
}

const accepting = (batch: readonly Attempt[]): readonly TimedVerdict[] =>
  batch.map(({ rollout }) => ({ outcome: "correct", reason: "", extracted: rollout.text, ms: 3 }));

describe("judgeTimed", () => {
  it("takes the times of a verifier that has them, in batches", async () => {
    const sizes: number[] = [];
    const verifier: Verifier = {
      verify: () => expect.fail("not asked"),
      verifyTimed: async (batch) => {
        sizes.push(batch.length);
        return accepting(batch);
      },
    };
    const verdicts = await judged(verifier);
    expect(verdicts.map(({ extracted }) => extracted)).to.deep.equal(attempts.map(({ rollout }) => rollout.text));
    expect(new Set(verdicts.map(({ ms }) => ms))).to.deep.equal(new Set([3]));
    expect(sizes).to.deep.equal([256, 256, 88]);
  });

  it("times any other verifier on one attempt after the other", async () => {
    const sizes = new Set<number>();
    const verify: Verifier["verify"] = async (batch) => {
      sizes.add(batch.length);
      return batch.map(({ rollout }) => ({ outcome: "correct", reason: "", extracted: rollout.text }));
    };
    const verdicts = await judged({ verify });
    expect(verdicts.map(({ extracted }) => extracted)).to.deep.equal(attempts.map(({ rollout }) => rollout.text));
    for (const { ms } of verdicts) expect(ms).to.be.at.least(0);
    expect(sizes).to.deep.equal(new Set([1]));
  });

  it("refuses a verifier that does not give one verdict an attempt, and stops when it is aborted", async () => {
    expect(await rejection(judged({ verify: async () => [] }))).to.include({ code: "SHAPE_MISMATCH" });
    const verifyTimed: Verifier["verifyTimed"] = async (batch) => accepting(batch).slice(1);
    expect(await rejection(judged({ verify: async () => [], verifyTimed }))).to.include({ code: "SHAPE_MISMATCH" });
    expect((await rejection(judged({ verify: async () => [] }, AbortSignal.abort(new RangeError("enough"))))).message).to.equal("enough");
  });
});
