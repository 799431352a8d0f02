import type { Summary } from "@lode/core";
import { expect } from "chai";
import { atCall } from "./at-call.js";
import { ByteStore } from "./byte-store.js";
import { core } from "./core.js";
import { clocklessFiles, jsonl, PLAN, toyTraining, train, type ToyTraining } from "./toy-training.js";
import { rejection } from "../sampling/rejection.js";

const { checkpointSteps } = core("trainer/checkpoint");

/** A summary without the seconds. */
function clockless({ seconds: _, ...summary }: Summary): unknown {
  return summary;
}

describe("Trainer, stopped and resumed", () => {
  let reference: ToyTraining;
  let summary: unknown;

  before(async () => {
    reference = await toyTraining();
    summary = clockless(await train(reference));
  });

  /** Resumes a store from its last checkpoint in a new process, as it were, and expects the files of the uninterrupted run. */
  async function finish(store: ByteStore, extra: readonly string[] = []): Promise<void> {
    const from = (await checkpointSteps(store)).at(-1) ?? 0;
    const resumed = await train(await toyTraining({ store }), from);
    expect(clockless(resumed)).to.deep.equal(summary);
    const files = new Map([...clocklessFiles(store)].filter(([path]) => !extra.some((folder) => path.startsWith(`${folder}/`))));
    expect(files).to.deep.equal(clocklessFiles(reference.store));
  }

  it("learns in the reference: policy, reward model and critic are past several updates", () => {
    expect(reference.components.policy.weight).to.not.equal(0);
    expect([reference.components.rewardModel.updates, reference.components.valueModel.updates]).to.deep.equal([4, 16]);
    expect([...clocklessFiles(reference.store).keys()]).to.include.members(["metrics.jsonl", "rollouts/step-4.jsonl", "checkpoints/step-2/policy.safetensors"]);
  });

  it("resumes from every checkpoint to the files of the uninterrupted run", async () => {
    const dense = await toyTraining({ plan: { checkpointEvery: 1 } });
    await train(dense);
    for (let from = 0; from <= PLAN.steps; from++) {
      const store = dense.store.copy();
      for (let step = from + 1; step <= PLAN.steps; step++) await store.remove(`checkpoints/step-${step}`);
      expect(clockless(await train(await toyTraining({ store, plan: { checkpointEvery: 1 } }), from))).to.deep.equal(summary);
      expect(clocklessFiles(store)).to.deep.equal(clocklessFiles(dense.store));
    }
  });

  it("loses nothing by a failure at any call of any component", async () => {
    const { calls } = reference.components;
    for (let moment = 0; moment < calls.length; moment++) {
      const failure = new Error(`at ${calls[moment]}`);
      const fail = (): never => {
        throw failure;
      };
      const run = await toyTraining({ heard: atCall(moment, fail) });
      expect(await rejection(train(run))).to.equal(failure);
      await finish(run.store);
    }
  });

  it("keeps the last complete step when it is stopped, at whatever call, and loses nothing", async () => {
    const { calls } = reference.components;
    const kept = new Set<number>();
    for (let moment = 0; moment < calls.length; moment++) {
      const stop = new AbortController();
      const run = await toyTraining({ heard: atCall(moment, () => stop.abort(new Error("stop"))) });
      const error = await rejection(train(run, 0, stop.signal)).catch(() => undefined);
      if (!error) continue;
      const steps = await checkpointSteps(run.store);
      const complete = Math.max(0, (run.store.text("metrics.jsonl") ?? "").split("\n").length - 2);
      // Stopped in an evaluation, the weights are those of the step after: only a checkpoint that was there is left.
      expect(steps.at(-1) ?? 0).to.equal(run.components.policy.version === complete ? complete : complete - (complete % PLAN.checkpointEvery));
      expect(error).to.deep.include({ code: "RUN_INTERRUPTED", place: { file: "runs/memory" } });
      expect(error.message).to.contain(`nothing is lost up to step ${steps.at(-1) ?? 0}`);
      kept.add(steps.at(-1) ?? 0);
      await finish(
        run.store,
        [1, 3].filter((step) => steps.includes(step)).map((step) => `checkpoints/step-${step}`),
      );
    }
    expect([...kept].sort()).to.deep.equal([0, 1, 2, 3]);
  });

  it("cuts off what was written after the checkpoint, were it half a line", async () => {
    const store = reference.store.copy();
    await store.remove("checkpoints/step-4");
    await store.append("metrics.jsonl", '{"step":5,"objec');
    await finish(store);
  });

  it("tells of a damaged checkpoint, and goes on from the one before when it is removed", async () => {
    const store = reference.store.copy();
    await store.write("checkpoints/step-4/policy.json", "{");
    expect(await rejection(train(await toyTraining({ store }), 4))).to.include({ code: "RUN_DAMAGED" });
    await store.remove("checkpoints/step-4");
    await finish(store);
  });

  it("writes the files of a run the same in two runs at once", async () => {
    const [a, b] = [await toyTraining(), await toyTraining()];
    await Promise.all([train(a), train(b)]);
    expect(clocklessFiles(a.store)).to.deep.equal(clocklessFiles(reference.store));
    expect(clocklessFiles(b.store)).to.deep.equal(clocklessFiles(reference.store));
  });

  it("has no use for what an older tracker left: a new run in the store begins anew", async () => {
    const store = new ByteStore();
    await store.write("metrics.jsonl", '{"step":1}\n');
    await train(await toyTraining({ store, trackers: [jsonl(store)] }));
    expect(clocklessFiles(store)).to.deep.equal(clocklessFiles(reference.store));
  });
});
