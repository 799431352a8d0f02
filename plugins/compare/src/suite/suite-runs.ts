import { printable, UserError, type SuiteHost, type TrainEvent } from "@lode/core";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { PlannedRun } from "./planned-run.js";
import type { Watched } from "./progress-text.js";
import { runJobs, type Job } from "./run-jobs.js";
import { hasScores, type RunRecord } from "./run-record.js";
import { storedRecord, storedRun, type RunsPlace } from "./stored-run.js";
import { SuiteBoard } from "./suite-board.js";

export interface SuiteRunsSettings extends RunsPlace {
  readonly concurrency: number;
  /** Told whenever a run's state changes. */
  readonly changed: (records: readonly RunRecord[]) => void;
}

const COLD_STARTS = "cold starts";
/** A run that was killed may still be at its step: it is waited for. */
const LOCKED_TRIES = 60;

/** Trains the runs of a suite that have not ended, each in a process of its own, cold starts first. What fails fails alone. */
export class SuiteRuns {
  private readonly records = new Map<PlannedRun, RunRecord>();
  private readonly failedStarts = new Map<string, string>();
  private readonly board: SuiteBoard;

  constructor(
    runs: readonly PlannedRun[],
    private readonly settings: SuiteRunsSettings,
    private readonly host: SuiteHost,
  ) {
    this.board = new SuiteBoard(host, settings.concurrency);
    for (const run of runs) this.records.set(run, storedRecord(run, settings));
  }

  all(): readonly RunRecord[] {
    return [...this.records.values()];
  }

  /** Returns when all have ended, or at the signal's abort those that ran have stopped. */
  async train(): Promise<void> {
    this.settings.changed(this.all());
    const waiting = [...this.records].filter(([, { state }]) => state === "queued").map(([run]) => run);
    if (waiting.length === 0) return;
    const starts = new Map<string, Job>();
    for (const run of waiting) {
      for (const hash of run.starts.filter((start) => !starts.has(start))) {
        this.board.add(startOf(run, "queued"));
        starts.set(hash, { needs: [], work: () => this.trainStart(run, hash) });
      }
    }
    for (const record of this.all()) this.board.add(watchedRun(record));
    const runs = waiting.map((run): Job => ({ needs: run.starts.flatMap((hash) => starts.get(hash) ?? []), work: () => this.trainRun(run) }));
    await runJobs([...starts.values(), ...runs], this.settings.concurrency, this.host.signal);
  }

  private async trainStart(run: PlannedRun, hash: string): Promise<void> {
    const watched = startOf(run, "running");
    this.board.change(watched);
    try {
      await this.patiently(() => this.host.coldStart(join(this.settings.folder, run.file), (event) => this.board.hear(watched, event)));
      this.board.change(startOf(run, "done"));
    } catch (error) {
      if (this.host.signal.aborted) return;
      this.failedStarts.set(hash, reasonOf(error));
      this.board.change({ ...startOf(run, "failed"), reason: reasonOf(error) });
    }
  }

  private async trainRun(run: PlannedRun): Promise<void> {
    const failed = run.starts.flatMap((hash) => this.failedStarts.get(hash) ?? []).at(0);
    if (failed !== undefined) {
      this.change(run, { state: "failed", reason: `${failed} (in its cold start)` });
      return;
    }
    const { folder, evaluation } = this.settings;
    const place = join(folder, run.folder);
    const hear = (event: TrainEvent): void => {
      this.board.hear(watchedRun(this.record(run)), event);
    };
    this.change(run, { state: "running" });
    try {
      await this.patiently(() =>
        storedRun(run, folder, evaluation) === "none" ? this.host.train(join(folder, run.file), place, hear) : this.host.resume(place, hear),
      );
      const record = storedRecord(run, this.settings);
      if (!hasScores(record)) throw new UserError("SUITE_CHANGED", "the run is not the one that was planned", { remedy: "Run the suite again." });
      this.change(run, record);
    } catch (error) {
      this.change(run, this.host.signal.aborted ? { state: "queued" } : { state: "failed", reason: reasonOf(error) });
    }
  }

  private async patiently<Result>(work: () => Promise<Result>): Promise<Result> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof UserError) || error.code !== "RUN_LOCKED" || attempt === LOCKED_TRIES) throw error;
        await setTimeout(1000, undefined, { signal: this.host.signal });
      }
    }
  }

  private record(run: PlannedRun): RunRecord {
    return this.records.get(run) as RunRecord;
  }

  private change(run: PlannedRun, change: Partial<RunRecord> & Pick<RunRecord, "state">): void {
    const { recipe, seed, hash, folder } = run;
    this.records.set(run, { recipe, seed, hash, folder, ...change });
    this.settings.changed(this.all());
    this.board.change(watchedRun(this.record(run)));
  }
}

function watchedRun({ recipe, seed, state, pass1, reason }: RunRecord): Watched {
  return { row: recipe, cell: `seed ${seed}`, state, pass1, reason };
}

function startOf({ recipe, seed }: PlannedRun, state: Watched["state"]): Watched {
  return { row: COLD_STARTS, cell: `of ${recipe}, seed ${seed}`, state };
}

function reasonOf(error: unknown): string {
  const [code, what] = error instanceof UserError ? [error.code, error.message] : ["INTERNAL", error instanceof Error ? error.message : String(error)];
  return printable(`${code}: ${what.split("\n")[0]}`);
}
