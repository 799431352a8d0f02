import { UserError, type StepRecord } from "@lode/core";
import { TensorboardTracker } from "@lode/trackers";
import { expect } from "chai";
import fc from "fast-check";
import { ByteStore } from "../trainer/byte-store.js";
import { bitwiseChecksum, readEvents } from "./read-events.js";
import { rolloutOf, runOf, stepOf } from "./records.js";

const FILE = "events.out.tfevents.0.lode";
const VERSION = { seconds: 0, step: 0, version: "brain.Event:2", values: {} };

/** What a whole run of `steps` steps is told, the evaluation before training included. */
function records(steps: number): StepRecord[] {
  return Array.from({ length: steps + 1 }, (_, step) =>
    step === 0 ? stepOf(0, steps, { "evaluation/é/pass1": 0.25 }) : stepOf(step, steps, { "reward/mean": step / 7, "time/total": 0.5 }, [rolloutOf({ step })]),
  );
}

async function trackedTo(store: ByteStore, steps: readonly StepRecord[], resumedFrom = 0): Promise<ByteStore> {
  const tracker = new TensorboardTracker(store);
  await tracker.begin(runOf(10, resumedFrom));
  for (const step of steps) await tracker.record(step);
  return store;
}

async function bytesOf(steps: readonly StepRecord[]): Promise<Uint8Array> {
  return (await trackedTo(new ByteStore(), steps)).files.get(FILE) ?? new Uint8Array();
}

describe("tracker tensorboard", () => {
  it("writes an event a step, with every metric as a number of 32 bits", async () => {
    const store = await trackedTo(new ByteStore(), [
      stepOf(0, 300, { "evaluation/é/pass1": 0.25 }),
      stepOf(1, 300, { "b/x": 0.1, "a/y": -2e-7, "time/total": 1.5 }, [rolloutOf()]),
      stepOf(300, 300, { "b/x": 1e300, "a/y": 0, "time/total": 0.25 }),
    ]);
    expect([...store.files.keys()]).to.deep.equal([FILE]);
    expect(readEvents(store.files.get(FILE) ?? new Uint8Array())).to.deep.equal([
      VERSION,
      { seconds: 0, step: 0, values: { "evaluation/é/pass1": 0.25 } },
      { seconds: 1.5, step: 1, values: { "a/y": Math.fround(-2e-7), "b/x": Math.fround(0.1), "time/total": 1.5 } },
      { seconds: 1.75, step: 300, values: { "a/y": 0, "b/x": Infinity, "time/total": 0.25 } },
    ]);
  });

  it("is read with the checksum of RFC 3720", () => {
    expect(bitwiseChecksum(new TextEncoder().encode("123456789"))).to.equal(0xe3069283);
    expect(bitwiseChecksum(new Uint8Array(32))).to.equal(0x8a9136aa);
  });

  it("ends with the same file wherever a run was killed and from whatever step it resumed", async () => {
    const steps = records(10);
    const whole = await bytesOf(steps);
    const death = fc.record({ checkpoint: fc.integer({ min: 0, max: 9 }), further: fc.nat({ max: 5 }), torn: fc.nat({ max: 60 }) });
    await fc.assert(
      fc.asyncProperty(death, async ({ checkpoint, further, torn }) => {
        const reached = Math.min(10, checkpoint + further);
        const begun = await bytesOf(steps.slice(0, reached + 1));
        const longer = await bytesOf(steps.slice(0, reached + 2));
        const store = new ByteStore(new Map([[FILE, longer.slice(0, Math.min(begun.length + torn, longer.length))]]));
        await trackedTo(store, checkpoint === 0 ? steps : steps.slice(checkpoint + 1), checkpoint);
        expect(store.files.get(FILE)).to.deep.equal(whole);
      }),
      { numRuns: 200 },
    );
  });

  it("leaves a file alone that needs no cut, and begins one that is not there", async () => {
    const content = await bytesOf(records(2));
    const store = await trackedTo(new ByteStore(new Map([[FILE, content]])), [], 2);
    expect(store.files.get(FILE)).to.equal(content);
    expect(readEvents((await trackedTo(new ByteStore(), [], 2)).files.get(FILE) ?? new Uint8Array())).to.deep.equal([VERSION]);
  });

  it("refuses a file with a damaged event that would be kept", async () => {
    const [content, end] = [await bytesOf(records(3)), (await bytesOf(records(2))).length];
    for (let place = 0; place < end; place++) {
      const store = new ByteStore(new Map([[FILE, content.map((byte, at) => (at === place ? byte ^ 4 : byte))]]));
      const failure: unknown = await trackedTo(store, [], 3).catch((error: unknown) => error);
      expect(failure, `byte ${place}`).to.be.instanceOf(UserError).with.property("code", "RUN_DAMAGED");
    }
  });
});
