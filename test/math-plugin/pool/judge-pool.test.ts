import type { TimedVerdict } from "@lode/core";
import { expect } from "chai";
import { getEventListeners } from "node:events";
import type { JudgePool, PoolSettings } from "../../../plugins/math/src/pool/judge-pool.js";
import { rejection } from "../../sampling/rejection.js";
import { mathModule } from "./modules.js";

const { JudgePool: Pool } = mathModule("pool/judge-pool");

const SETTINGS: PoolSettings = { profile: "strict", deadline: 250, memory: 64, workers: 2 };
const never = new AbortController().signal;

/** The threads of one test, ended after it. */
const opened: JudgePool[] = [];

function pool(settings: Partial<PoolSettings> = {}, thread = "./faulty-thread.js"): JudgePool {
  const made = new Pool(new URL(thread, import.meta.url), { ...SETTINGS, ...settings });
  opened.push(made);
  return made;
}

function judged(texts: readonly string[], by: JudgePool, signal = never): Promise<readonly TimedVerdict[]> {
  return by.judge(
    texts.map((text) => ({ gold: "7", text, kind: "response" })),
    signal,
  );
}

function outcomes(verdicts: readonly TimedVerdict[]): readonly string[] {
  return verdicts.map(({ outcome, extracted }) => (outcome === "correct" ? `${extracted}` : outcome));
}

function numbered(count: number): readonly string[] {
  return Array.from({ length: count }, (_, place) => String(place));
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map((made) => made.close()));
});

describe("JudgePool", () => {
  for (const workers of [1, 2, 5]) {
    it(`gives every case its verdict, in order, with ${workers} workers`, async () => {
      const judging = pool({ workers });
      for (const count of [0, 1, 15, 16, 17, 64, 65, 300]) {
        expect(outcomes(await judged(numbered(count), judging))).to.deep.equal(numbered(count).map((text) => `response ${text}`));
      }
    });
  }

  it("serves calls that overlap", async () => {
    const judging = pool();
    const batches = await Promise.all(numbered(40).map((batch) => judged([`${batch}a`, `${batch}b`], judging)));
    expect(batches.map(outcomes)).to.deep.equal(numbered(40).map((batch) => [`response ${batch}a`, `response ${batch}b`]));
  });

  for (const fault of ["loop", "backtrack", "multiply"]) {
    it(`ends a case that computes for ever (${fault}), replaces its thread and loses no other case`, async () => {
      const judging = pool({ workers: 1 });
      const texts = ["a", "b", fault, "c", fault, "d"];
      const verdicts = await judged(texts, judging);
      expect(outcomes(verdicts)).to.deep.equal(texts.map((text) => (text === fault ? "timeout" : `response ${text}`)));
      expect(verdicts[2].reason).to.equal("not judged within 250 ms");
      expect(verdicts[2].ms).to.be.at.least(250);
      expect(outcomes(await judged(["e"], judging))).to.deep.equal(["response e"]);
    });
  }

  it("ends a case that takes all memory, and loses no other", async () => {
    const verdicts = await judged(["a", "hoard", "b"], pool({ deadline: 60_000 }));
    expect(outcomes(verdicts)).to.deep.equal(["response a", "error", "response b"]);
    expect(verdicts[1].reason).to.equal("more than 64 MiB of memory were needed");
  });

  it("gives the verdict error where the verifier throws, overflows the stack or ends its thread", async () => {
    const verdicts = await judged(["throw", "a", "recurse", "exit", "b"], pool({ workers: 1, deadline: 60_000 }));
    expect(outcomes(verdicts)).to.deep.equal(["error", "response a", "error", "error", "response b"]);
    expect(verdicts.map(({ reason }) => reason)).to.deep.equal([
      "the verifier failed: no such thing",
      "accepted",
      "the verifier failed: Maximum call stack size exceeded",
      "the verifier failed: its thread ended with code 3",
      "accepted",
    ]);
  });

  it("gives each case a deadline of its own, not the batch", async () => {
    const texts = Array.from({ length: 12 }, () => "slow");
    const verdicts = await judged(texts, pool({ workers: 1 }));
    expect(outcomes(verdicts)).to.deep.equal(texts.map(() => "response slow"));
    for (const { ms } of verdicts) expect(ms).to.be.at.least(55);
  });

  it("does not take for slow what was judged while this thread was busy", async () => {
    const judging = pool();
    await judged(["a"], judging);
    const verdicts = judged(["b"], judging);
    const until = process.hrtime.bigint() + 600_000_000n;
    while (process.hrtime.bigint() < until);
    expect(outcomes(await verdicts)).to.deep.equal(["response b"]);
  });

  it("listens once to a signal that many calls share, and not at all when they are done", async () => {
    const judging = pool();
    const { signal } = new AbortController();
    await Promise.all(numbered(40).map((text) => judged([text], judging, signal)));
    expect(getEventListeners(signal, "abort")).to.deep.equal([]);
    const going = numbered(40).map((text) => judged([text], judging, signal));
    expect(getEventListeners(signal, "abort").length).to.equal(1);
    await Promise.all(going);
  });

  it("rejects with the signal's reason, before it begins and while it judges, and can be used again", async () => {
    const judging = pool({ workers: 1 });
    const early = AbortSignal.abort(new RangeError("early"));
    expect((await rejection(judged(["a"], judging, early))).message).to.equal("early");
    const controller = new AbortController();
    const going = rejection(judged(["loop", "a"], judging, controller.signal));
    controller.abort(new RangeError("late"));
    expect((await going).message).to.equal("late");
    expect(outcomes(await judged(["b"], judging))).to.deep.equal(["response b"]);
  });

  it("says so where its threads cannot begin", async () => {
    const error = await rejection(judged(["a"], pool({}, "./absent-thread.js")));
    expect(error).to.include({ name: "UserError", code: "THREAD_ENDED" });
    expect(error.message).to.contain("this module cannot be loaded");
  });

  it("judges nothing after it was closed, and closing ends what computes for ever", async () => {
    const judging = pool({ deadline: 60_000, workers: 1 });
    const endless = rejection(judged(["loop", "a"], judging));
    await judging.close();
    expect((await endless).message).to.contain("ended");
    expect((await rejection(judged(["b"], judging))).message).to.contain("ended");
  });
});
