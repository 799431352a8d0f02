import { inject, injectable, RunStore, type RunInfo, type StepRecord, type Tracker } from "@lode/core";
import { eventBytes, versionEvent } from "./event.js";
import { keptEvents } from "./kept-events.js";
import { recordBytes } from "./record-bytes.js";

/** TensorBoard takes every file for one of events whose name contains "tfevents". */
const FILE = "events.out.tfevents.0.lode";

/**
 * Writes the metrics of a run as a file of events, which TensorBoard shows. The time of an event is the seconds that the run has taken (`time/total`, added
 * up), not that of a clock: so a resumed run has no gap and leaves the file of one that never stopped, but for what the steps took.
 */
@injectable()
export class TensorboardTracker implements Tracker {
  private seconds = 0;

  constructor(@inject(RunStore) private readonly store: RunStore) {}

  async begin({ resumedFrom }: RunInfo): Promise<void> {
    const content = resumedFrom === 0 ? undefined : await this.store.read(FILE);
    const kept = keptEvents(content ?? new Uint8Array(), resumedFrom, FILE);
    this.seconds = kept.seconds;
    if (kept.bytes.length === 0) await this.store.write(FILE, recordBytes(versionEvent()));
    else if (kept.bytes.length < (content?.length ?? 0)) await this.store.write(FILE, kept.bytes);
  }

  async record({ step, metrics }: StepRecord): Promise<void> {
    this.seconds += metrics["time/total"] ?? 0;
    await this.store.append(FILE, recordBytes(eventBytes({ seconds: this.seconds, step, metrics })));
  }
}
