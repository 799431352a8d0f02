import { join } from "node:path";
import { UserError } from "@lode/core";
import type { RunProcess } from "../data/run-process.js";
import type { RunRow } from "../data/runs-data.js";
import { readJson } from "../read/read-json.js";
import { fileStamp } from "./file-stamp.js";
import { foundFolders } from "./found-folders.js";
import { runRow } from "./run-row.js";

interface SuiteRuns {
  readonly runs: readonly { readonly folder: string; readonly state: string; readonly reason?: string }[];
}

/** The runs under a folder. A run is read again only when its files have changed, or its process has ended or begun. */
export class WatchedRuns {
  private readonly rows = new Map<string, { readonly stamp: string; readonly row: RunRow }>();

  constructor(
    private readonly root: string,
    private readonly processOf: (folder: string) => RunProcess,
  ) {}

  /** Paths of the runs that have begun, relative to the folder. */
  paths(): readonly string[] {
    return foundFolders(this.root).runs;
  }

  /** Every run, and of suites also those that have not begun. What cannot be read says so. Throws RUN_DAMAGED for the state of a suite. */
  list(): readonly RunRow[] {
    const { runs: begunRuns, suites } = foundFolders(this.root);
    const found = new Map(begunRuns.map((path) => [path, this.row(path)]));
    for (const suite of suites) {
      const { runs } = readJson<SuiteRuns>(join(this.root, suite, "suite.json")) ?? { runs: [] };
      for (const { folder, state, reason } of runs) {
        const path = suite === "" ? folder : `${suite}/${folder}`;
        const begun = found.get(path);
        if (begun === undefined || state === "failed")
          found.set(path, { done: 0, ...begun, path, state: reason === undefined ? state : `${state}: ${reason}` });
      }
    }
    return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  private row(path: string): RunRow {
    const process = this.processOf(join(this.root, path));
    const stamp = [process, ...["recipe.json", "metrics.jsonl", "summary.json"].map((file) => fileStamp(join(this.root, path, file)))].join();
    const known = this.rows.get(path);
    if (known?.stamp === stamp) return known.row;
    const row = readableRow(this.root, path, process);
    this.rows.set(path, { stamp, row });
    return row;
  }
}

function readableRow(root: string, path: string, process: RunProcess): RunRow {
  try {
    return runRow(root, path, process);
  } catch (error) {
    if (error instanceof UserError) return { path, state: `${error.code}: ${error.message}`, done: 0 };
    throw error;
  }
}
