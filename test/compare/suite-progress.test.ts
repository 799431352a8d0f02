import { progressTable, remainingSeconds, runJobs, summaryLine, type Job, type JobTime, type Watched } from "@lode/compare";
import { expect } from "chai";

describe("jobs of a suite", () => {
  /** Jobs that end when they are told to, in a log of beginnings and ends. */
  function watched() {
    const log: string[] = [];
    const ends = new Map<string, () => void>();
    const job = (name: string, needs: readonly Job[] = []): Job => ({
      needs,
      work: () => {
        log.push(`+${name}`);
        return new Promise((resolve) =>
          ends.set(name, () => {
            log.push(`-${name}`);
            resolve();
          }),
        );
      },
    });
    const end = async (name: string): Promise<void> => {
      ends.get(name)?.();
      await new Promise(setImmediate);
    };
    return { log, job, end };
  }

  it("begin in order, so many at one time, each after those that it needs", async () => {
    const { log, job, end } = watched();
    const start = job("start");
    const all = runJobs([start, job("a", [start]), job("b"), job("c")], 2, new AbortController().signal);
    expect(log).to.deep.equal(["+start", "+b"]);
    await end("b");
    expect(log.slice(2)).to.deep.equal(["-b", "+c"]);
    await end("start");
    expect(log.slice(4)).to.deep.equal(["-start", "+a"]);
    await end("c");
    await end("a");
    await all;
  });

  it("do not begin after an abort, and those that run are waited for", async () => {
    const { log, job, end } = watched();
    const stop = new AbortController();
    let over = false;
    const all = runJobs([job("a"), job("b")], 1, stop.signal).then(() => (over = true));
    stop.abort();
    await new Promise(setImmediate);
    expect(over).to.equal(false);
    await end("a");
    await all;
    expect(log).to.deep.equal(["+a", "-a"]);
  });
});

describe("the remaining time of a suite", () => {
  const ended = (kind: string, elapsed: number): JobTime => ({ kind, state: "ended", elapsed, from: 0, share: 1 });
  const running = (kind: string, elapsed: number, share: number, from = 0): JobTime => ({ kind, state: "running", elapsed, from, share });
  const queued = (kind: string): JobTime => ({ kind, state: "queued", elapsed: 0, from: 0, share: 0 });

  it("is not known before anything tells how long a job takes", () => {
    expect(remainingSeconds([queued("a"), running("a", 3, 0)], 2)).to.equal(undefined);
  });

  it("is what jobs have left at the speed of their kind, shared", () => {
    expect(remainingSeconds([ended("a", 10), queued("a"), queued("a"), queued("a")], 2)).to.equal(15);
    expect(remainingSeconds([ended("a", 10), ended("b", 40), queued("b"), queued("a")], 1)).to.equal(50);
    expect(remainingSeconds([ended("a", 10), ended("b", 40), queued("c")], 1)).to.equal(25);
    expect(remainingSeconds([running("a", 10, 0.25)], 1)).to.equal(30);
  });

  it("counts of a resumed run what it did here", () => {
    expect(remainingSeconds([running("a", 10, 0.75, 0.5)], 1)).to.equal(10);
  });

  it("is never below what one job has left", () => {
    expect(remainingSeconds([ended("a", 10), queued("a")], 8)).to.equal(10);
  });
});

describe("the progress table of a suite", () => {
  const watched: readonly Watched[] = [
    { row: "cold starts", cell: "seed 1", state: "done" },
    { row: "grpo", cell: "seed 1", state: "done", pass1: 0.5414 },
    { row: "grpo", cell: "seed 2", state: "running", step: 7, of: 60 },
    { row: "ppo", cell: "seed 1", state: "failed", reason: "INTERNAL: x" },
    { row: "ppo", cell: "seed 2", state: "queued" },
  ];

  it("has a row a recipe under a line that sums up", () => {
    expect(progressTable(watched, 130, 80)).to.deep.equal([
      "3 of 5 ended, 1 running, 1 failed; about 2 min 10 s left",
      "  cold starts  done",
      "  grpo         0.541     7/60",
      "  ppo          failed    -",
    ]);
    expect(summaryLine(watched, undefined)).to.equal("3 of 5 ended, 1 running, 1 failed");
  });

  it("never fills the window's last column", () => {
    for (const line of progressTable(watched, 130, 20)) expect(line.length).to.be.below(20);
  });
});
