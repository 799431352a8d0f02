import type { Metrics } from "../../contracts/metrics.js";
import type { Tracker } from "../../contracts/tracker.js";
import type { Subject } from "../with-component.js";

export interface KeptRow {
  readonly step: number;
  readonly metrics: Metrics;
}

export interface TrackerSubject extends Subject<Tracker> {
  /** Reads back the rows that the tracker keeps in the run folder, in their order, from the text of its files by path. Leave it out for a tracker that keeps none there. */
  readonly rows?: (files: ReadonlyMap<string, string>) => readonly KeptRow[];
}
