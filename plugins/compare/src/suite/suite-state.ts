import type { RecipeContents } from "@lode/core";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { RunRecord } from "./run-record.js";

/** `suite.json`. */
export interface SuiteState {
  readonly suite: string;
  /** Of the suite's file and all its runs. */
  readonly hash: string;
  /** How many are trained now. */
  readonly seeds: number;
  /** "2/4", or null. */
  readonly shard: string | null;
  readonly engine: RecipeContents["recipe"];
  readonly versions: Readonly<Record<string, string>>;
  readonly runs: readonly RunRecord[];
}

const FILE = "suite.json";

/** Undefined where no suite was begun. */
export function readSuiteState(folder: string): SuiteState | undefined {
  const file = join(folder, FILE);
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as SuiteState) : undefined;
}

/** Whole or not at all: others read it while it changes. */
export function writeSuiteState(folder: string, state: SuiteState): void {
  const aside = join(folder, `${FILE}.aside`);
  writeFileSync(aside, `${JSON.stringify(state, null, 2)}\n`);
  renameSync(aside, join(folder, FILE));
}
