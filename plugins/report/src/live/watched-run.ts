import { join } from "node:path";
import type { Summary } from "@lode/core";
import type { RunProcess } from "../data/run-process.js";
import type { RunUpdate } from "../data/run-update.js";
import { readEvaluations } from "../read/read-evaluations.js";
import { readJson } from "../read/read-json.js";
import { readMetrics } from "../read/read-metrics.js";
import { readRecipe } from "../read/read-recipe.js";
import { readRollouts, recordedSteps } from "../read/read-rollouts.js";
import { rolloutLimits } from "../read/rollout-limits.js";
import type { Decode } from "../read/shown-rollout.js";
import { stepsIn } from "../read/steps-in.js";
import { fileStamp } from "./file-stamp.js";

/** What a page that begins to listen holds already. */
export interface HeldByPage {
  /** The last step whose rollouts it has. */
  readonly after: number;
  readonly finished: boolean;
}

/** A run's folder and how to read it. */
export interface WatchedFolder {
  readonly folder: string;
  readonly decode: Decode | undefined;
  readonly processOf: (folder: string) => RunProcess;
}

/** A run that is looked at again and again; says each time what is new. */
export class WatchedRun {
  private rows: readonly string[] | undefined;
  private process: RunProcess | undefined;
  private readonly folder: string;
  private readonly stamps = new Map<string, string>();

  constructor(
    private readonly watched: WatchedFolder,
    { after, finished }: HeldByPage,
  ) {
    this.folder = watched.folder;
    for (const step of recordedSteps(this.folder)) if (step <= after) this.hasChanged(rolloutFile(step));
    if (finished) this.hasChanged("summary.json");
  }

  /** First all rows of metrics and whether the run is training, then what has changed since. Throws RUN_DAMAGED. */
  updates(): readonly RunUpdate[] {
    // A run that finishes writes its summary before its process ends: looked for first and told last, the end never comes before the summary.
    const process = this.processUpdate();
    return [...this.metrics(), ...this.rollouts(), ...this.evaluations(), ...this.summary(), ...process];
  }

  private processUpdate(): readonly RunUpdate[] {
    const process = this.watched.processOf(this.folder);
    if (process === this.process) return [];
    this.process = process;
    return [{ process }];
  }

  private metrics(): readonly RunUpdate[] {
    if (!this.hasChanged("metrics.jsonl") && this.rows !== undefined) return [];
    const found = readMetrics(this.folder);
    const rows = found.map((row) => JSON.stringify(row));
    const [before, from] = [this.rows, unchanged(this.rows ?? [], rows)];
    this.rows = rows;
    return before !== undefined && from === rows.length && from === before.length ? [] : [{ metrics: { from, rows: found.slice(from) } }];
  }

  private rollouts(): readonly RunUpdate[] {
    const recorded = recordedSteps(this.folder);
    const changed = recorded.filter((step) => this.hasChanged(rolloutFile(step)));
    if (changed.length === 0) return [];
    const limits = rolloutLimits(Math.max(readRecipe(this.folder, this.folder).steps, recorded.length));
    return changed.map((step) => ({ rollouts: readRollouts(this.folder, step, limits, this.watched.decode) }));
  }

  private evaluations(): readonly RunUpdate[] {
    const changed = stepsIn(join(this.folder, "evaluations")).filter((step) => this.hasChanged(`evaluations/step-${step}.jsonl`));
    return changed.length === 0 ? [] : [{ evaluations: readEvaluations(this.folder) }];
  }

  private summary(): readonly RunUpdate[] {
    if (!this.hasChanged("summary.json")) return [];
    const summary = readJson<Summary>(join(this.folder, "summary.json"));
    return summary ? [{ summary }] : [];
  }

  /** Since it was asked last. */
  private hasChanged(file: string): boolean {
    const stamp = fileStamp(join(this.folder, file));
    const changed = stamp !== (this.stamps.get(file) ?? "");
    this.stamps.set(file, stamp);
    return changed;
  }
}

function rolloutFile(step: number): string {
  return `rollouts/step-${step}.jsonl`;
}

/** How many rows at the beginning are the same. */
function unchanged(before: readonly string[], rows: readonly string[]): number {
  const place = rows.findIndex((row, index) => row !== before[index]);
  return place === -1 ? rows.length : place;
}
