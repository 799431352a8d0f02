import { Tracker, type Metrics } from "@lode/core";
import { describeTracker, type KeptRow, type TrackerSubject } from "@lode/core/testkit";
import { onEvery } from "./catalogue.js";

function rows(files: ReadonlyMap<string, string>): readonly KeptRow[] {
  const lines = (files.get("metrics.jsonl") ?? "").split("\n").slice(0, -1);
  return lines.map((line) => {
    const { step, ...metrics } = JSON.parse(line) as Metrics;
    return { step, metrics };
  });
}

const subjects: Readonly<Record<string, readonly Omit<TrackerSubject, "component">[]>> = {
  console: [{}, { options: { rollouts: 0 } }],
  jsonl: [{ rows }, { rows, options: { rollouts: false } }],
  // Without rows: TensorBoard holds numbers of 32 bits.
  tensorboard: [{}],
};

await onEvery(Tracker, subjects, (subject) => describeTracker({ describe, it }, subject));
