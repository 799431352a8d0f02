import { UserError, type StepRecord } from "@lode/core";
import { JsonlTracker, keptRows } from "@lode/trackers";
import { expect } from "chai";
import fc from "fast-check";
import { MemoryStore } from "./memory-store.js";
import { rolloutOf, runOf, stepOf } from "./records.js";

const all = { rollouts: true };

/** What a whole run of `steps` steps is told, the evaluation before training included. */
function records(steps: number): StepRecord[] {
  return Array.from({ length: steps + 1 }, (_, step) =>
    step === 0
      ? stepOf(0, steps, { "evaluation/é/pass1": 0.25 })
      : stepOf(step, steps, { "reward/mean": step / 7, "objective/loss": -1e-9 * step }, [rolloutOf({ step, text: `r${step}` })]),
  );
}

async function trackedTo(store: MemoryStore, steps: readonly StepRecord[], resumedFrom = 0): Promise<MemoryStore> {
  const tracker = new JsonlTracker(all, store);
  await tracker.begin(runOf(10, resumedFrom));
  for (const step of steps) await tracker.record(step);
  return store;
}

describe("tracker jsonl", () => {
  it("writes a flat row a step, with names in order", async () => {
    const store = await trackedTo(new MemoryStore(), [stepOf(0, 2, { "b/x": 1, "a/y": 0.1 }), stepOf(1, 2, { "a/y": -2e-7, "a/x": 3 })]);
    expect(store.files.get("metrics.jsonl")).to.equal('{"step":0,"a/y":0.1,"b/x":1}\n{"step":1,"a/x":3,"a/y":-2e-7}\n');
    expect([...store.files.keys()]).to.deep.equal(["metrics.jsonl"]);
  });

  it("writes a row a rollout, exactly as it was recorded", async () => {
    const rollouts = [rolloutOf({ logprobs: [0, Math.fround(-Math.LN2 / 2)], tokenWeights: undefined }), rolloutOf({ sample: 1, text: "line\n\u2028\u001b" })];
    const store = await trackedTo(new MemoryStore(), [stepOf(4, 9, {}, rollouts)]);
    const lines = (store.files.get("rollouts/step-4.jsonl") ?? "").split("\n");
    expect(lines.pop()).to.equal("");
    const expected = rollouts.map((rollout) => Object.fromEntries(Object.entries(rollout).filter(([, value]) => value !== undefined)));
    expect(lines.map((line) => JSON.parse(line) as unknown)).to.deep.equal(expected);
  });

  it("writes no rollouts when told so", async () => {
    const store = new MemoryStore();
    await new JsonlTracker({ rollouts: false }, store).record(stepOf(4, 9, {}, [rolloutOf()]));
    expect([...store.files.keys()]).to.deep.equal(["metrics.jsonl"]);
  });

  it("ends with the same files wherever a run was killed and from whatever step it resumed", async () => {
    const steps = records(10);
    const whole = await trackedTo(new MemoryStore(), steps);
    const death = fc.record({ checkpoint: fc.integer({ min: 0, max: 9 }), further: fc.nat({ max: 5 }), torn: fc.nat({ max: 60 }) });
    await fc.assert(
      fc.asyncProperty(death, async ({ checkpoint, further, torn }) => {
        const reached = Math.min(10, checkpoint + further);
        const store = await trackedTo(new MemoryStore(), steps.slice(0, reached + 1));
        if (reached < 10) {
          const next = await trackedTo(new MemoryStore(), [steps[reached + 1]]);
          await store.append("metrics.jsonl", (next.files.get("metrics.jsonl") ?? "").slice(0, torn));
        }
        await trackedTo(store, checkpoint === 0 ? steps : steps.slice(checkpoint + 1), checkpoint);
        expect([...store.files].sort()).to.deep.equal([...whole.files].sort());
      }),
      { numRuns: 200 },
    );
  });

  it("removes rollouts of later steps and nothing else", async () => {
    const names = ["step-0", "step-2", "step-3", "step-10"].map((name) => `rollouts/${name}.jsonl`);
    const store = new MemoryStore(Object.fromEntries([...names, "rollouts/notes.txt", "summary.json"].map((name) => [name, ""])));
    await trackedTo(store, [], 2);
    expect([...store.files.keys()]).to.deep.equal(["rollouts/step-0.jsonl", "rollouts/step-2.jsonl", "rollouts/notes.txt", "summary.json"]);
    await trackedTo(store, []);
    expect([...store.files.keys()]).to.deep.equal(["rollouts/notes.txt", "summary.json"]);
  });

  it("leaves a file alone that needs no cut", async () => {
    const store = new MemoryStore({ "metrics.jsonl": '{"step":1}\n{"step":2}\n' });
    await trackedTo(store, [], 2);
    expect(store.writes).to.equal(0);
  });
});

describe("kept rows", () => {
  it("are whole lines of steps up to the one that is resumed from", () => {
    const rows = '{"step":0}\n{"step":1,"a/b":1}\n{"step":2}\n';
    expect(keptRows(rows, 1)).to.equal('{"step":0}\n{"step":1,"a/b":1}\n');
    expect(keptRows(rows, 7)).to.equal(rows);
    expect(keptRows(`${rows}{"step":3,"a/`, 7)).to.equal(rows);
    expect(keptRows(`${rows}{"step":3}`, 7)).to.equal(`${rows}{"step":3}\n`);
    expect(keptRows("", 3)).to.equal("");
  });

  it("are none of a run that starts anew", () => {
    expect(keptRows('{"step":0}\n', 0)).to.equal("");
  });

  it("refuses a file with a damaged line that would be kept", () => {
    for (const bad of ["{", "null", '{"a/b":1}', '{"step":"1"}', ""]) {
      const damaged = (): string => keptRows(`{"step":1}\n${bad}\n{"step":3}\n`, 3);
      expect(damaged).to.throw(UserError, "line 2 is not a row").with.property("code", "RUN_DAMAGED");
    }
  });

  it("does not mind damage after the rows that are kept", () => {
    expect(keptRows('{"step":1}\n{"step":2}\ngarbage\n', 1)).to.equal('{"step":1}\n');
  });
});
