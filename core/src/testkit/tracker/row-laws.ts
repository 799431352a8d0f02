import type { Metrics } from "../../contracts/metrics.js";
import type { StepRecord } from "../../contracts/tracker.js";
import { demand } from "../demand.js";
import { difference } from "../difference.js";
import type { Laws } from "../laws.js";
import { MemoryStore } from "../memory-store.js";
import { stepOf } from "./step-of.js";
import { runOf } from "./tracker-laws.js";
import type { TrackerSubject } from "./tracker-subject.js";

/** Laws of a tracker that keeps rows. */
export const rowLaws: Laws<TrackerSubject> = {
  "keeps a row for every step, in order": (subject) => expectRows(subject, [1, 2, 3].map(stepOf), "Append a row with all metrics at every `record`."),
  "keeps the row of step 0, the evaluation before training": (subject) => expectRows(subject, [stepOf(0)], "Keep a row for step 0 as well."),
  "keeps numbers to the last bit": (subject) => expectRows(subject, [{ ...stepOf(1), metrics: NUMBERS }], "Write numbers as they are, without rounding."),
};

const NUMBERS: Metrics = { "a/third": 1 / 3, "a/tiny": 5e-324, "a/huge": -1.7976931348623157e308, "a/whole": 9007199254740991, "a/zero": 0 };

async function expectRows(subject: TrackerSubject, records: readonly StepRecord[], remedy: string): Promise<void> {
  const store = new MemoryStore();
  await runOf(subject, records, { store });
  const expected = records.map(({ step, metrics }) => ({ step, metrics }));
  const changed = difference(subject.rows?.(store.files), expected, "rows");
  demand(changed === undefined, `After ${records.length} steps the tracker has kept other rows: ${changed}`, remedy);
}
