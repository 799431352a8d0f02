import * as tf from "@tensorflow/tfjs";
import type { Component, Snapshot } from "../contracts/component.js";
import type { ComponentSubject } from "./component-subject.js";
import { demand } from "./demand.js";
import { difference } from "./difference.js";
import { withNew } from "./with-new.js";

/** One training step as far as the component takes part in it, and what it gave: arrays and numbers, copied. */
export type TrainingStep<T> = (component: T, step: number) => Promise<unknown>;

/** Two instances that see the same do the same, and have the same state. */
export async function repeatsHistory<T extends Component>(subject: ComponentSubject<T>, step: TrainingStep<T>): Promise<void> {
  const history = (): Promise<unknown> =>
    withNew(subject, async (component, stateful) => ({
      steps: [await step(component, 1), await step(component, 2)],
      snapshots: await snapshotsOf(stateful),
    }));
  const changed = difference(await history(), await history(), "the history");
  demand(
    changed === undefined,
    `Two instances that were trained alike differ: ${changed}`,
    "Take chances from the injected `RandomStream` alone, and read no clock and nothing that instances share.",
  );
}

/** An instance that takes over a snapshot goes on exactly as the one that gave it. Components that the options name keep their own state. */
export async function goesOnFromSnapshot<T extends Component>(subject: ComponentSubject<T>, step: TrainingStep<T>): Promise<void> {
  await withNew(subject, async (component, stateful) => {
    const paired = (component.snapshot === undefined) === (component.restore === undefined);
    demand(paired, "Of `snapshot` and `restore` the component has only one", "Write both, or neither where there is no state.");
    await step(component, 1);
    await step(component, 2);
    const snapshots = await snapshotsOf(stateful);
    const asTaken = structuredClone(snapshots);
    const expected = [await step(component, 3), await step(component, 4)];
    const changed = difference(snapshots, asTaken, "snapshots");
    demand(changed === undefined, `A snapshot changes when training goes on: ${changed}`, "Put copies into it.");
    const found = await withNew(subject, async (other, others) => {
      for (const [place, state] of others) await state.restore?.(throughCheckpoint(asTaken[place]));
      return [await step(other, 3), await step(other, 4)];
    });
    const otherwise = difference(found, expected, "steps after the snapshot");
    demand(
      otherwise === undefined,
      `A new component that took over ${stateful.size === 0 ? "nothing, for there is no `snapshot`," : "the snapshot"} goes on otherwise: ${otherwise}`,
      "Put all that later steps depend on into `snapshot`, and take it over in `restore`.",
    );
  });
}

async function snapshotsOf(stateful: ReadonlyMap<string, Component>): Promise<Readonly<Record<string, Snapshot>>> {
  const snapshots: Record<string, Snapshot> = {};
  for (const [place, component] of stateful) snapshots[place] = (await component.snapshot?.()) ?? {};
  return snapshots;
}

/** Steps keep no more tensors than there were, and `dispose` frees all. */
export async function keepsNoTensor<T extends Component>(subject: ComponentSubject<T>, step: TrainingStep<T>): Promise<void> {
  const before = tf.memory().numTensors;
  const kept = await withNew(subject, async (component) => {
    await step(component, 1);
    const afterOne = tf.memory().numTensors;
    await step(component, 2);
    return tf.memory().numTensors - afterOne;
  });
  demand(kept === 0, `A training step leaves ${kept} tensors behind, expected none`, "Work inside `tf.tidy`, and dispose what is replaced.");
  const left = tf.memory().numTensors - before;
  demand(left === 0, `After \`dispose\` ${left} tensors are left, expected none`, "Dispose everything that the component holds.");
}

/** As a checkpoint keeps it. */
function throughCheckpoint({ tensors, json }: Snapshot): Snapshot {
  return { tensors, ...(json !== undefined && { json: JSON.parse(JSON.stringify(json)) as unknown }) };
}
