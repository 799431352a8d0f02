import type { Component, Snapshot } from "@lode/core";
import { expect } from "chai";
import { ByteStore } from "./byte-store.js";
import { core } from "./core.js";
import { rejection } from "../sampling/rejection.js";

const { checkpointSteps, readSnapshot, restoreCheckpoint, saveCheckpoint } = core("trainer/checkpoint");

/** A component with a state, that keeps what it is given back. */
function stateful(snapshot: Snapshot): Component & { restored: Snapshot[] } {
  const restored: Snapshot[] = [];
  return { restored, snapshot: async () => snapshot, restore: async (given) => void restored.push(given) };
}

const WEIGHTS: Snapshot = { tensors: { w: { shape: [2], data: Float32Array.of(1.5, -0.1) } }, json: { version: 3 } };
const PROGRESS = { step: 4, draws: 12, initial: { pass1: 0.1 } };

async function saved(components: Readonly<Record<string, Component>>, step = 4): Promise<ByteStore> {
  const store = new ByteStore();
  await saveCheckpoint(store, step, new Map(Object.entries(components)), PROGRESS);
  return store;
}

describe("a checkpoint", () => {
  it("gives every component back what it saved, and the trainer its progress", async () => {
    const parts = {
      policy: stateful(WEIGHTS),
      "rewardModel.reward": stateful({ json: 0.1 + 0.2 }),
      sampler: stateful({ json: null }),
      critic: stateful({ tensors: WEIGHTS.tensors }),
    };
    const store = await saved(parts);
    expect(await restoreCheckpoint(store, 4, new Map(Object.entries(parts)))).to.deep.equal(PROGRESS);
    expect(parts.policy.restored).to.deep.equal([WEIGHTS]);
    expect(parts["rewardModel.reward"].restored).to.deep.equal([{ json: 0.30000000000000004 }]);
    expect(parts.sampler.restored).to.deep.equal([{ json: null }]);
    expect(parts.critic.restored).to.deep.equal([{ tensors: WEIGHTS.tensors }]);
  });

  it("is a folder of safetensors and JSON by place, without a component that has no state", async () => {
    const store = await saved({ policy: stateful(WEIGHTS), selection: {}, sampler: stateful({ json: 7 }) });
    const names = ["policy.json", "policy.safetensors", "sampler.json", "trainer.json"];
    expect([...store.files.keys()].sort()).to.deep.equal(names.map((name) => `checkpoints/step-4/${name}`));
    expect(JSON.parse(store.text("checkpoints/step-4/trainer.json") ?? "")).to.deep.equal(PROGRESS);
    expect(await readSnapshot(store, 4, "policy")).to.deep.equal(WEIGHTS);
    expect(await readSnapshot(store, 4, "selection")).to.deep.equal({});
  });

  it("has the same bytes for the same state", async () => {
    const [a, b] = await Promise.all([saved({ policy: stateful(WEIGHTS) }), saved({ policy: stateful(structuredClone(WEIGHTS)) })]);
    expect(a.files).to.deep.equal(b.files);
  });

  it("is found by its step, in order of numbers; other names are left alone", async () => {
    const store = new ByteStore();
    for (const name of ["step-10", "step-9", "step-100", "step-x", "step-7.tmp", "astep-8", "notes"])
      await store.write(`checkpoints/${name}/trainer.json`, "{}");
    expect(await checkpointSteps(store)).to.deep.equal([9, 10, 100]);
    expect(await checkpointSteps(new ByteStore())).to.deep.equal([]);
  });

  const damage: readonly (readonly [string, (store: ByteStore) => Promise<void>])[] = [
    [
      "tensors are cut off",
      (store) =>
        store.write("checkpoints/step-4/policy.safetensors", (store.files.get("checkpoints/step-4/policy.safetensors") ?? new Uint8Array()).slice(0, -1)),
    ],
    ["tensors are empty", (store) => store.write("checkpoints/step-4/policy.safetensors", "")],
    ["a component's JSON is cut off", (store) => store.write("checkpoints/step-4/policy.json", '{ "version":')],
    [
      "a component's files are missing",
      async (store) =>
        Promise.all([store.remove("checkpoints/step-4/policy.safetensors"), store.remove("checkpoints/step-4/policy.json")]).then(() => undefined),
    ],
    ["the progress is cut off", (store) => store.write("checkpoints/step-4/trainer.json", '{ "step": 4')],
    ["the progress is missing", (store) => store.remove("checkpoints/step-4/trainer.json")],
    ["the folder is missing", (store) => store.remove("checkpoints/step-4")],
  ];
  for (const [what, harm] of damage) {
    it(`is reported as damaged, with its folder and the way out, when ${what}`, async () => {
      const policy = stateful(WEIGHTS);
      const store = await saved({ policy });
      await harm(store);
      const error = await rejection(restoreCheckpoint(store, 4, new Map([["policy", policy]])));
      expect(error).to.deep.include({ name: "UserError", code: "RUN_DAMAGED", place: { file: "runs/memory/checkpoints/step-4" } });
      expect(error).to.have.property("remedy").that.contains("Remove this folder");
    });
  }
});
