import type { PhaseProgress, RunInfo, StepRecord, Summary, Tracker } from "@lode/core";
import { expect } from "chai";
import { core } from "./core.js";
import { PLAN, toyTraining, train } from "./toy-training.js";
import { numbers } from "./toy-run.js";
import { rejection } from "../sampling/rejection.js";

const { checkpointSteps } = core("trainer/checkpoint");
const { TRAINER_METRICS } = core("trainer/trainer-metrics");

/** Keeps all that a tracker is told. */
class Listener implements Tracker {
  readonly told: string[] = [];
  readonly records: StepRecord[] = [];
  readonly infos: RunInfo[] = [];
  readonly phases: PhaseProgress[] = [];
  readonly ends: (Summary | undefined)[] = [];

  async begin(info: RunInfo): Promise<void> {
    this.told.push("begin");
    this.infos.push(info);
  }

  async record(record: StepRecord): Promise<void> {
    this.told.push(`record ${record.step}`);
    this.records.push(record);
  }

  progress(progress: PhaseProgress): void {
    this.phases.push(progress);
  }

  async end(summary?: Summary): Promise<void> {
    this.told.push("end");
    this.ends.push(summary);
  }
}

describe("Trainer", () => {
  it("evaluates before training, every so many steps, and after the last", async () => {
    const listener = new Listener();
    await train(await toyTraining({ trackers: [listener], plan: { steps: 7 } }));
    const evaluated = listener.records.filter(({ metrics }) => "evaluation/held-out/pass1" in metrics).map(({ step }) => step);
    expect(evaluated).to.deep.equal([0, 3, 6, 7]);
    expect(listener.records.map(({ step }) => step)).to.deep.equal([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(Object.keys(listener.records[0].metrics).filter((name) => !/^(evaluation|time)\//.test(name))).to.deep.equal([]);
    expect(listener.records[0].rollouts).to.deep.equal([]);
  });

  it("evaluates only what there is: without sets the first row is that of step 1 and the summary has no evaluation", async () => {
    const listener = new Listener();
    const summary = await train(await toyTraining({ trackers: [listener], evaluationSets: [] }));
    expect(listener.told).to.deep.equal(["begin", "record 1", "record 2", "record 3", "record 4", "end"]);
    expect(summary).to.include({ initial: undefined, final: undefined, steps: 4 });
  });

  it("evaluates with the same random numbers each time: a policy that stays the same has the same results", async () => {
    const listener = new Listener();
    await train(await toyTraining({ trackers: [listener], plan: { policyFrozenSteps: 4, mismatchLimit: 0.1, evaluateEvery: 1 } }));
    const results = listener.records.map(({ metrics }) => Object.entries(metrics).filter(([name]) => name.startsWith("evaluation/")));
    expect(results).to.have.length(5);
    for (const result of results) expect(result).to.deep.equal(results[0]);
    expect(listener.records[0].metrics["evaluation/held-out/pass1"]).to.be.within(0.1, 0.9);
  });

  it("reports the first of several sets in the summary, and all of them in the metrics", async () => {
    const listener = new Listener();
    const [set] = (await toyTraining()).evaluationSets;
    const sets = [set, { ...set, name: "other", problems: 2, samples: 1 }];
    const summary = await train(await toyTraining({ trackers: [listener], evaluationSets: sets }));
    expect(summary.final).to.include({ problems: 3, samples: 2, pass1: listener.records[4].metrics["evaluation/held-out/pass1"] });
    expect(summary.initial).to.include({ problems: 3, pass1: listener.records[0].metrics["evaluation/held-out/pass1"] });
    expect(listener.records[4].metrics).to.include.keys("evaluation/other/pass1");
  });

  it("saves every so many steps, and the last step always", async () => {
    for (const [steps, checkpointEvery, expected] of [
      [7, 3, [3, 6, 7]],
      [6, 3, [3, 6]],
      [2, 20, [2]],
      [3, 1, [1, 2, 3]],
    ] as const) {
      const run = await toyTraining({ plan: { steps, checkpointEvery } });
      await train(run);
      expect(await checkpointSteps(run.store)).to.deep.equal(expected);
    }
  });

  it("counts rollouts, tokens and draws over the run", async () => {
    const listener = new Listener();
    const summary = await train(await toyTraining({ trackers: [listener] }));
    const steps = listener.records.slice(1);
    expect(summary.rollouts).to.equal(24);
    expect(summary.tokens).to.equal(steps.reduce((sum, { metrics }) => sum + metrics["sampling/tokens"], 0));
    expect(steps.map(({ metrics }) => metrics["sampling/draws"])).to.deep.equal([2, 4, 6, 8]);
    expect(steps.map(({ rollouts }) => rollouts.map(({ draw }) => draw))).to.deep.equal(
      [0, 2, 4, 6].map((first) => [0, 0, 0, 1, 1, 1].map((next) => first + next)),
    );
  });

  it("goes on to the last step when the data ends, with rows that say so", async () => {
    const listener = new Listener();
    const run = await toyTraining({ trackers: [listener] });
    const short = { draws: (from: number) => numbers.draws(from, "once") };
    await train({ ...run, plan: { ...PLAN, promptsPerStep: 3 }, components: { ...run.components, dataset: short } });
    const column = (name: string): readonly number[] => listener.records.slice(1).map(({ metrics }) => metrics[name]);
    expect(column("sampling/draws")).to.deep.equal([3, 6, 8, 8]);
    expect(column("sampling/groups")).to.deep.equal([3, 3, 2, 0]);
    expect(column("selection/rows")).to.deep.equal([9, 9, 6, 0]);
  });

  it("declares every metric that it emits itself", async () => {
    const listener = new Listener();
    await train(await toyTraining({ trackers: [listener] }));
    const own = /^(sampling|verifier|selection|evaluation|throughput)\/|^(reward\/mean|objective\/loss|time\/total)$/;
    const names = listener.records.flatMap(({ metrics }) => Object.keys(metrics)).filter((name) => own.test(name));
    const general = (name: string): string => name.replace("held-out", "<set>").replace(/(pass|majority)(?!1$)\d+$/, "$1<k>");
    for (const name of new Set(names)) expect(TRAINER_METRICS).to.include.keys(general(name));
    expect(names).to.include.members(["evaluation/held-out/pass2", "objective/loss", "throughput/tokens"]);
  });
});

describe("Trainer's times", () => {
  it("are seconds by phase, their sum, and tokens a second without evaluation", async () => {
    const listener = new Listener();
    const summary = await train(await toyTraining({ trackers: [listener] }));
    const [before, first, , third] = listener.records.map(({ metrics }) => metrics);
    // The clock ticks once a look: every phase takes a second.
    expect(before).to.include({ "time/evaluation": 1, "time/total": 1 });
    expect(first).to.include({ "time/sampling": 1, "time/rewards": 1, "time/scoring": 1, "time/token weights": 1, "time/training": 1, "time/total": 5 });
    expect(first["throughput/tokens"]).to.equal(first["sampling/tokens"] / 5);
    expect(third).to.include({ "time/evaluation": 1, "time/total": 6 });
    expect(third["throughput/tokens"]).to.equal(third["sampling/tokens"] / 5);
    expect(summary.seconds).to.deep.equal({ evaluation: 3, sampling: 4, rewards: 4, scoring: 4, "token weights": 4, training: 4 });
  });

  it("go on in a resumed run", async () => {
    const whole = await toyTraining();
    const { seconds } = await train(whole);
    const stop = new AbortController();
    const heard = (call: string): void => {
      if (call === "policy.publish") stop.abort(new Error("stop"));
    };
    const stopped = await toyTraining({ heard });
    await rejection(train(stopped, 0, stop.signal));
    expect((await train(await toyTraining({ store: stopped.store }), 1)).seconds).to.deep.equal(seconds);
  });
});

describe("Trainer's trackers", () => {
  it("are told of beginning, records and end, each once and in order, and of phases", async () => {
    const [a, b] = [new Listener(), new Listener()];
    const summary = await train(await toyTraining({ trackers: [a, b] }));
    expect(a.told).to.deep.equal(["begin", "record 0", "record 1", "record 2", "record 3", "record 4", "end"]);
    expect(b.told).to.deep.equal(a.told);
    expect(a.infos).to.deep.equal([{ name: "toy", location: "runs/memory", steps: 4, resumedFrom: 0 }]);
    expect(a.ends).to.deep.equal([summary]);
    expect(a.phases[0]).to.deep.equal({ phase: "evaluation", step: 0, of: 4 });
    expect(a.phases.filter(({ step }) => step === 1).map(({ phase }) => phase)).to.deep.equal(["sampling", "rewards", "scoring", "token weights", "training"]);
  });

  it("are told where a resumed run goes on", async () => {
    const first = await toyTraining();
    await train(first);
    const listener = new Listener();
    await train(await toyTraining({ store: first.store, trackers: [listener] }), 2);
    expect(listener.infos).to.deep.equal([{ name: "toy", location: "runs/memory", steps: 4, resumedFrom: 2 }]);
    expect(listener.told).to.deep.equal(["begin", "record 3", "record 4", "end"]);
  });

  it("are told of the end without a summary when the run fails or is stopped", async () => {
    for (const what of ["fail", "stop"]) {
      const listener = new Listener();
      const stop = new AbortController();
      const failure = new Error("failed");
      const heard = (call: string): void => {
        if (call !== "policy.step") return;
        if (what === "fail") throw failure;
        stop.abort(failure);
      };
      const error = await rejection(train(await toyTraining({ trackers: [listener], heard }), 0, stop.signal));
      expect(listener.ends).to.deep.equal([undefined]);
      if (what === "fail") expect(error).to.equal(failure);
      else expect(error).to.include({ code: "RUN_INTERRUPTED" });
    }
  });
});

describe("Trainer's trackers that fail", () => {
  it("end the run with their failure, and the others are told of one end", async () => {
    const failure = new Error("disk full");
    for (const at of ["begin", "record", "end"] as const) {
      const listener = new Listener();
      const broken: Tracker = { record: async () => undefined, [at]: async () => Promise.reject(failure) };
      expect(await rejection(train(await toyTraining({ trackers: [listener, broken] })))).to.equal(failure);
      expect(listener.ends).to.have.length(at === "begin" ? 0 : 1);
    }
  });
});
