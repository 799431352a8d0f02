import { ConsoleTracker, statusLine } from "@lode/trackers";
import { expect } from "chai";
import fc from "fast-check";
import { FakeTerminal } from "./fake-terminal.js";
import { rolloutOf, runOf, stepOf } from "./records.js";

const evaluated = { "evaluation/held-out/pass1": 0.5714, "evaluation/held-out/standardError": 0.02 };

function trackerOn(terminal: FakeTerminal, rollouts = 2): ConsoleTracker {
  return new ConsoleTracker({ rollouts }, terminal, terminal);
}

describe("status line", () => {
  it("has every number that is known", () => {
    const metrics = { "reward/mean": 0.3125, "objective/loss": -0.01, "throughput/tokens": 12345.6, ...evaluated };
    const line = statusLine({ step: 12, of: 60, phase: "sampling", metrics, secondsLeft: 80 });
    expect(line).to.equal("step 12/60  sampling  reward 0.313  loss -0.010  pass@1 0.571  12,346 tokens/s  1 min 20 s left");
  });

  it("leaves out what is not known", () => {
    expect(statusLine({ step: 0, of: 60, metrics: { "time/total": 3 } })).to.equal("step 0/60");
    expect(statusLine({ step: 0, of: 60, metrics: { "reward/mean": 0 } })).to.equal("step 0/60  reward 0.000");
  });

  it("names evaluation sets where there are several", () => {
    const metrics = { "evaluation/easy/pass1": 1, "evaluation/hard/deep/pass1": 0.25 };
    expect(statusLine({ step: 1, of: 2, metrics })).to.equal("step 1/2  pass@1 easy 1.000 hard/deep 0.250");
  });

  it("writes durations for people", () => {
    const left = (secondsLeft: number): string => statusLine({ step: 1, of: 2, metrics: {}, secondsLeft }).replace("step 1/2  ", "");
    expect([0, 59.4, 59.6, 3599, 3600, 7500].map(left)).to.deep.equal([
      ...["0 s left", "59 s left", "1 min 0 s left", "59 min 59 s left", "1 h 0 min left", "2 h 5 min left"],
    ]);
  });
});

describe("tracker console on an interactive terminal", () => {
  it("rewrites one line and clears it at the end", async () => {
    const terminal = new FakeTerminal(true);
    const tracker = trackerOn(terminal);
    await tracker.begin(runOf(4));
    tracker.progress({ phase: "sampling", step: 0, of: 4 });
    expect(terminal.lines).to.deep.equal(["step 0/4  sampling"]);
    tracker.progress({ phase: "training", step: 0, of: 4 });
    expect(terminal.lines).to.deep.equal(["step 0/4  training"]);
    await tracker.record(stepOf(1, 4, { "reward/mean": 0.25 }));
    expect(terminal.lines).to.deep.equal(["step 1/4  reward 0.250  0 s left"]);
    await tracker.end();
    expect(terminal.lines).to.deep.equal([""]);
  });

  it("writes nothing while the phase stays", async () => {
    const terminal = new FakeTerminal(true);
    const tracker = trackerOn(terminal);
    await tracker.begin(runOf(4));
    tracker.progress({ phase: "evaluation", step: 0, of: 900 });
    const { written } = terminal;
    for (let done = 1; done < 900; done++) tracker.progress({ phase: "evaluation", step: done, of: 900 });
    expect(terminal.written).to.equal(written);
  });

  it("leaves a line and some rollouts at an evaluation, and goes on showing its result", async () => {
    const terminal = new FakeTerminal(true);
    const tracker = trackerOn(terminal);
    await tracker.begin(runOf(4));
    await tracker.record(stepOf(0, 4, evaluated));
    await tracker.record(stepOf(1, 4, { "reward/mean": 0.1 }, [rolloutOf()]));
    expect(terminal.lines).to.deep.equal(["step 0/4  pass@1 0.571", "step 1/4  reward 0.100  pass@1 0.571  0 s left"]);
    await tracker.record(stepOf(2, 4, { "evaluation/held-out/pass1": 0.75 }, [rolloutOf()]));
    expect(terminal.lines.slice(1)).to.deep.equal([
      "step 2/4  pass@1 0.750  0 s left",
      ...["  | 1+1", "  > \\boxed{2}", "  correct (equal), found 2, answer 2, reward 1"],
      "step 2/4  pass@1 0.750  0 s left",
    ]);
  });

  it("never fills the window's last column", async () => {
    for (const columns of [0, 1, 10, 24]) {
      const terminal = new FakeTerminal(true, columns);
      const tracker = trackerOn(terminal);
      await tracker.begin(runOf(4000));
      await tracker.record(stepOf(999, 4000, { "reward/mean": 0.25, "objective/loss": 1 }));
      expect(terminal.last).to.equal("step 999/4000  reward 0.250  loss 1.000".slice(0, Math.max(0, columns - 1)));
    }
  });

  it("estimates the remaining time from the steps of this process", async () => {
    const terminal = new FakeTerminal(true);
    const tracker = trackerOn(terminal);
    await tracker.begin(runOf(60, 20));
    tracker.progress({ phase: "sampling", step: 20, of: 60 });
    expect(terminal.last).to.equal("step 20/60  sampling");
    terminal.time += 30;
    await tracker.record(stepOf(22, 60));
    expect(terminal.last).to.equal("step 22/60  9 min 30 s left");
    terminal.time += 30;
    tracker.progress({ phase: "sampling", step: 22, of: 60 });
    expect(terminal.last).to.equal("step 22/60  sampling  19 min 0 s left");
  });

  it("does not count the evaluation before training", async () => {
    const terminal = new FakeTerminal(true);
    const tracker = trackerOn(terminal);
    await tracker.begin(runOf(3));
    terminal.time += 500;
    await tracker.record(stepOf(0, 3, evaluated));
    terminal.time += 2;
    await tracker.record(stepOf(1, 3));
    expect(terminal.last).to.equal("step 1/3  pass@1 0.571  4 s left");
    terminal.time += 4;
    await tracker.record(stepOf(3, 3));
    expect(terminal.last).not.to.contain("left");
  });
});

describe("tracker console elsewhere", () => {
  async function linesOf(steps: number, evaluateEvery = Infinity): Promise<readonly string[]> {
    const terminal = new FakeTerminal(false);
    const tracker = trackerOn(terminal);
    await tracker.begin(runOf(steps));
    for (let step = 1; step <= steps; step++) {
      tracker.progress({ phase: "sampling", step: 0, of: 1 });
      await tracker.record(stepOf(step, steps, step % evaluateEvery === 0 ? evaluated : {}));
    }
    await tracker.end();
    for (const control of ["\r", "\u001b"]) expect(terminal.written).not.to.contain(control);
    expect(terminal.last).to.equal("");
    return terminal.lines.slice(0, -1);
  }

  it("writes one plain line a step of a short run", async () => {
    const lines = await linesOf(60);
    expect(lines.map((line) => line.split("  ")[0])).to.deep.equal(Array.from({ length: 60 }, (_, place) => `step ${place + 1}/60`));
  });

  it("writes about a hundred lines of a long run: the first, every k-th, evaluations, the last", async () => {
    const steps = (await linesOf(1501, 400)).map((line) => Number(/^step (\d+)/u.exec(line)?.[1]));
    expect(steps.slice(0, 3)).to.deep.equal([1, 16, 32]);
    expect(steps).to.include.members([400, 800, 1200, 1501]);
    expect(steps).to.have.length.within(90, 105);
    expect(new Set(steps).size).to.equal(steps.length);
  });

  it("shows the numbers of the step alone", async () => {
    const lines = await linesOf(4, 2);
    expect(lines.map((line) => line.includes("pass@1"))).to.deep.equal([false, true, false, true]);
  });
});

describe("tracker console's rollouts", () => {
  async function shown(rollouts: ReturnType<typeof rolloutOf>[], count: number, metrics = evaluated): Promise<readonly string[]> {
    const terminal = new FakeTerminal(false);
    const tracker = trackerOn(terminal, count);
    await tracker.begin(runOf(9));
    await tracker.record(stepOf(3, 9, metrics, rollouts));
    return terminal.lines.slice(1, -1);
  }

  it("are as many as asked for, far from one another", async () => {
    const rollouts = Array.from({ length: 9 }, (_, place) => rolloutOf({ text: `t${place}` }));
    const texts = async (count: number): Promise<string[]> =>
      (await shown(rollouts, count)).filter((line) => line.startsWith("  > ")).map((line) => line.slice(4));
    expect(await texts(0)).to.deep.equal([]);
    expect(await texts(1)).to.deep.equal(["t0"]);
    expect(await texts(3)).to.deep.equal(["t0", "t3", "t6"]);
    expect(await texts(20)).to.deep.equal(rollouts.map(({ text }) => text));
  });

  it("have a mark on every line, so that no output passes for a line of ours", async () => {
    const forged = rolloutOf({ text: "2\nstep 9/9  pass@1 1.000\r\u001b[1Astep\n\n", prompt: "a\n  > b", answer: "x\ny" });
    expect(await shown([forged], 1)).to.deep.equal([
      ...["  | a", "  |   > b", "  > 2", "  > step 9/9  pass@1 1.000\\r\\x1b[1Astep", "  >"],
      "  correct (equal), found 2, answer x\\ny, reward 1",
    ]);
  });

  it("say what is missing", async () => {
    const bare = rolloutOf({ verdict: undefined, reward: undefined, text: "" });
    expect(await shown([bare], 1)).to.deep.equal(["  | 1+1", "  >", "  not judged, answer 2"]);
    const plain = rolloutOf({ verdict: { outcome: "incorrect", reason: "no answer" }, reward: -1 });
    expect((await shown([plain], 1)).at(-1)).to.equal("  incorrect (no answer), answer 2, reward -1");
  });

  it("lose the middle of a long text, and whole characters only", async () => {
    const [, ...lines] = await shown([rolloutOf({ text: `start${"🙂".repeat(5000)}end` })], 1);
    expect(lines).to.have.length(4);
    expect(lines[0]).to.match(/^ {2}> start🙂+$/u);
    expect(lines[1]).to.equal("  > … 4408 characters …");
    expect(lines[2]).to.match(/^ {2}> 🙂+end$/u);
  });

  it("put no control character on the terminal, whatever a model writes", async () => {
    const anything = fc.string({ unit: "binary", maxLength: 80 });
    await fc.assert(
      fc.asyncProperty(anything, anything, anything, async (text, prompt, word) => {
        const lines = await shown([rolloutOf({ text, prompt, answer: word, verdict: { outcome: "error", reason: word, extracted: word } })], 1);
        for (const line of lines) expect(line).to.match(/^ {2}(\||>|error \()[^\p{Cc}\p{Cf}]*$/u);
      }),
      { numRuns: 60 },
    );
  });
});
