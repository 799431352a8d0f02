import { Tracker } from "@lode/core";
import { FakeTerminal } from "../trackers/fake-terminal.js";
import { MemoryStore } from "../trackers/memory-store.js";
import { rolloutOf, runOf, stepOf } from "../trackers/records.js";
import { opened } from "./opened.js";
import { LISTED, proofs, type Fragment, type Proof } from "./proof.js";

const STEP = stepOf(
  1,
  2,
  { "evaluation/held-out/pass1": 0.5 },
  [0, 1, 2, 3].map((sample) => rolloutOf({ sample })),
);

/** What is written of one step. */
async function writtenBy(fragment: Fragment): Promise<unknown> {
  const [terminal, store] = [new FakeTerminal(false), new MemoryStore()];
  const write = async (tracker: Tracker): Promise<unknown> => {
    await tracker.begin?.(runOf(2));
    await tracker.record(STEP);
    return { terminal: terminal.written, files: Object.fromEntries(store.files) };
  };
  return opened(Tracker, fragment, write, { environment: { terminal, clock: terminal, store } });
}

export const trackers: readonly Proof[] = [
  ...proofs("Tracker console", { observe: writtenBy }, { rollouts: { low: 1, high: 3 } }),
  ...proofs("Tracker jsonl", { observe: writtenBy }, { rollouts: LISTED }),
];
