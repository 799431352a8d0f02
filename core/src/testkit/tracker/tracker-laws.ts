import type { Clock } from "../../contracts/clock.js";
import type { StepRecord, Tracker } from "../../contracts/tracker.js";
import { demand, fail } from "../demand.js";
import { difference } from "../difference.js";
import type { Laws } from "../laws.js";
import { MemoryStore } from "../memory-store.js";
import { RecordingTerminal } from "../recording-terminal.js";
import type { Surroundings } from "../surroundings.js";
import { hostileTexts } from "../hostile-texts.js";
import { withComponent } from "../with-component.js";
import { STEPS, SUMMARY, runInfo, stepOf, stepWithTexts } from "./step-of.js";
import type { TrackerSubject } from "./tracker-subject.js";

export const trackerLaws: Laws<TrackerSubject> = {
  "bears a whole run: begin, phases, steps and end": bearsRun,
  "bears a run that ends without a summary": bearsInterruption,
  "bears steps without metrics and without rollouts": bearsEmptySteps,
  "bears whatever rollouts contain": bearsHostility,
  "writes nothing of a rollout to a terminal that the terminal would obey": escapes,
  "leaves what it is given as it is": changesNothing,
  "leaves the same files for the same run, whatever the clock says": ignoresClock,
  "leaves the files of a run that never stopped when one is resumed": resumes,
  "keeps nothing of an older run when a run begins anew": beginsAnew,
};

const PHASES = ["evaluation", "sampling", "verification", "training", "checkpoint", "a phase of the future"];

/** Characters that change what a terminal does or shows. */
const OBEYED = ["\u001b]0;title\u0007", "\u001b[2J", "\u202e", "\u009b31m", "\b\b\b"];

async function bearsRun(subject: TrackerSubject): Promise<void> {
  await bears(subject, "a run", async (tracker) => {
    await tracker.begin?.(runInfo(0));
    for (let step = 0; step <= STEPS; step++) {
      for (const phase of PHASES) tracker.progress?.({ phase, step, of: STEPS });
      await tracker.record(stepOf(step));
    }
    await tracker.end?.(SUMMARY);
  });
}

async function bearsInterruption(subject: TrackerSubject): Promise<void> {
  await bears(subject, "the end of a run without a summary, which is what a failure or an interruption gives", async (tracker) => {
    await tracker.begin?.(runInfo(0));
    await tracker.record(stepOf(1));
    await tracker.end?.();
  });
}

async function bearsEmptySteps(subject: TrackerSubject): Promise<void> {
  await bears(subject, "a step without metrics or rollouts", async (tracker) => {
    await tracker.begin?.(runInfo(0));
    await tracker.record({ step: 1, of: STEPS, metrics: {}, rollouts: [] });
  });
}

async function bearsHostility(subject: TrackerSubject): Promise<void> {
  await bears(subject, "a rollout with unusual text", (tracker) => tracker.record(stepWithTexts(STEPS, hostileTexts)));
}

async function escapes(subject: TrackerSubject): Promise<void> {
  for (const interactive of [true, false]) {
    const terminal = new RecordingTerminal(interactive);
    for (const text of OBEYED) await runOf(subject, [stepWithTexts(STEPS, [text])], { terminal });
    const shown = OBEYED.find((text) => terminal.written.includes(text));
    demand(shown === undefined, `The text ${JSON.stringify(shown)} of a rollout was written to the terminal as it is`, "Pass text through `printable`.");
  }
}

async function changesNothing(subject: TrackerSubject): Promise<void> {
  const records = [1, 2].map((step) => ({ ...stepOf(step), rollouts: [...stepOf(step).rollouts].reverse() }));
  const untouched = structuredClone(records);
  await runOf(subject, records, {});
  const changed = difference(records, untouched, "steps");
  demand(changed === undefined, `The tracker changed what it was given: ${changed}`, "Work on copies: other trackers are told the same.");
}

async function ignoresClock(subject: TrackerSubject): Promise<void> {
  const [first, later] = [new MemoryStore(), new MemoryStore()];
  await runOf(subject, steps(0, STEPS), { store: first, clock: ticking(0) });
  await runOf(subject, steps(0, STEPS), { store: later, clock: ticking(1e6) });
  expectSame(
    later,
    first,
    "The same run left other files at another time",
    "Write no time beside the metrics: repeated and resumed runs are compared byte for byte.",
  );
}

async function resumes(subject: TrackerSubject): Promise<void> {
  const [stopped, whole] = [new MemoryStore(), new MemoryStore()];
  await withComponent(subject, { store: stopped }, async (tracker) => {
    await tracker.begin?.(runInfo(0));
    for (const step of steps(0, 4)) await tracker.record(step);
  });
  await runOf(subject, steps(3, STEPS), { store: stopped }, 2);
  await runOf(subject, steps(0, STEPS), { store: whole });
  const wrong = "A run that wrote steps 0 to 4, stopped, and was resumed after step 2 left other files than one that never stopped";
  expectSame(stopped, whole, wrong, "Let `begin` cut off what stands after `resumedFrom`, and nothing else.");
}

async function beginsAnew(subject: TrackerSubject): Promise<void> {
  const [used, empty] = [new MemoryStore(), new MemoryStore()];
  await runOf(subject, steps(0, STEPS), { store: used });
  await runOf(subject, steps(1, 2), { store: used });
  await runOf(subject, steps(1, 2), { store: empty });
  expectSame(
    used,
    empty,
    "A new run in the folder of an older one left other files than in an empty folder",
    "Let `begin` cut off everything where `resumedFrom` is 0.",
  );
}

async function bears(subject: TrackerSubject, what: string, happens: (tracker: Tracker) => Promise<void>): Promise<void> {
  for (const interactive of [true, false]) {
    await withComponent(subject, { terminal: new RecordingTerminal(interactive) }, (tracker) =>
      happens(tracker).catch((error: unknown) =>
        fail(`The tracker threw at ${what}: ${String(error)}`, "Let a tracker record what there is: it must not stop a run."),
      ),
    );
  }
}

/** A run told to a tracker of its own, from begin to end. */
export async function runOf(subject: TrackerSubject, records: readonly StepRecord[], own: Partial<Surroundings>, resumedFrom = 0): Promise<void> {
  await withComponent(subject, own, async (tracker) => {
    await tracker.begin?.(runInfo(resumedFrom));
    for (const record of records) await tracker.record(record);
    await tracker.end?.(SUMMARY);
  });
}

function steps(first: number, last: number): readonly StepRecord[] {
  return Array.from({ length: last - first + 1 }, (_, place) => stepOf(first + place));
}

function ticking(start: number): Clock {
  let seconds = start;
  return { now: () => (seconds += 1.5) };
}

function expectSame(found: MemoryStore, expected: MemoryStore, wrong: string, remedy: string): void {
  const changed = difference(Object.fromEntries(found.files), Object.fromEntries(expected.files), "files");
  demand(changed === undefined, `${wrong}: ${changed}`, remedy);
}
