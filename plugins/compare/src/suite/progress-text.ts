import { duration } from "./duration.js";
import type { RunRecord } from "./run-record.js";

/** A run, or a cold start, for people who wait. */
export interface Watched extends Pick<RunRecord, "state" | "pass1" | "reason"> {
  /** The recipe, or "cold starts". */
  readonly row: string;
  /** The seed. */
  readonly cell: string;
  /** Complete steps, and the last one. */
  readonly step?: number;
  readonly of?: number;
}

/** A table with a row a recipe and a cell a seed, under a line that sums it up. No line is as long as the window is wide. */
export function progressTable(watched: readonly Watched[], secondsLeft: number | undefined, columns: number): readonly string[] {
  const rows = [...new Set(watched.map(({ row }) => row))];
  const width = Math.max(...rows.map((row) => row.length));
  const lines = rows.map((row) =>
    `  ${row.padEnd(width)}  ${watched
      .filter((run) => run.row === row)
      .map((run) => cellText(run).padEnd(CELL))
      .join(" ")}`.trimEnd(),
  );
  return [summaryLine(watched, secondsLeft), ...lines].map((line) => line.slice(0, columns - 1));
}

/** "12 of 35 ended, 2 running, 1 failed; 21 min left" */
export function summaryLine(watched: readonly Watched[], secondsLeft: number | undefined): string {
  const count = (...states: readonly string[]): number => watched.filter(({ state }) => states.includes(state)).length;
  const parts = [`${count("done", "collapsed", "failed")} of ${watched.length} ended`, `${count("running")} running`];
  for (const state of ["failed", "collapsed"]) if (count(state) > 0) parts.push(`${count(state)} ${state}`);
  return `${parts.join(", ")}${secondsLeft === undefined || secondsLeft === 0 ? "" : `; about ${duration(secondsLeft)} left`}`;
}

/** What happened to a run, as a line where there is no table. */
export function newsLine({ row, cell, state, pass1, reason }: Watched): string {
  const what = { queued: "waits", running: "begins", done: "done", failed: `failed: ${reason ?? ""}`, collapsed: "collapsed" }[state];
  return `${row} ${cell}: ${what}${pass1 === undefined ? "" : `, pass@1 ${pass1.toFixed(3)}`}`;
}

const CELL = 9;

function cellText({ state, pass1, step, of }: Watched): string {
  if (state === "queued") return "-";
  if (state === "failed" || state === "collapsed") return state;
  if (state === "running") return step === undefined || of === undefined ? "…" : `${step}/${of}`;
  return pass1 === undefined ? "done" : pass1.toFixed(3);
}
