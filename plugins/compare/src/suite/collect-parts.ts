import { UserError } from "@lode/core";
import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import type { PlannedRun } from "./planned-run.js";
import type { SuitePlan } from "./plan-suite.js";
import { hasScores, type RunRecord } from "./run-record.js";
import { storedRecord, type RunsPlace } from "./stored-run.js";
import { readSuiteState, type SuiteState } from "./suite-state.js";

interface Target extends Omit<RunsPlace, "evaluation"> {
  readonly plan: SuitePlan;
}

/** Reads the states of parts. Throws RUN_NOT_FOUND for a folder that has none. */
export function readParts(parts: readonly string[]): readonly SuiteState[] {
  return parts.map((part) => {
    const state = readSuiteState(part);
    if (state) return state;
    throw new UserError("RUN_NOT_FOUND", `there is no part of a suite in ${part}`, {
      place: { file: part },
      remedy: "Name folders that `lode compare SUITE --shard I/N` made.",
    });
  });
}

/**
 * Copies the ended runs of parts into the suite's folder, whole or not at all, and returns the state of every run: those that failed are kept as failed, those
 * that no part has are queued. Throws SUITE_CHANGED, before anything is copied, for a part of another suite or with other contents.
 */
export function collectParts(runs: readonly PlannedRun[], parts: readonly string[], { plan, ...target }: Target): readonly RunRecord[] {
  const states = readParts(parts);
  states.forEach((state, place) => {
    assertSame(state, plan, parts[place]);
  });
  return runs.map((run) => {
    const place = { ...target, evaluation: plan.evaluation };
    const there = storedRecord(run, place);
    if (hasScores(there)) return there;
    const found = states.flatMap((state, part) => state.runs.filter(({ folder }) => folder === run.folder).map((record) => ({ from: parts[part], record })));
    const best = found.find(({ record }) => hasScores(record)) ?? found.find(({ record }) => record.state === "failed");
    if (!best) return there;
    copyRun(join(best.from, run.folder), join(target.folder, run.folder));
    return best.record.state === "failed" ? best.record : storedRecord(run, place);
  });
}

function assertSame({ suite, hash, engine, runs }: SuiteState, plan: SuitePlan, part: string): void {
  if (hash === plan.hash) return;
  const differing = runs.find((record) => !plan.runs.some((run) => run.folder === record.folder && run.hash === record.hash));
  const what =
    JSON.stringify(engine) !== JSON.stringify(plan.engine)
      ? `it computed on ${JSON.stringify(engine)}, others on ${JSON.stringify(plan.engine)}`
      : differing
        ? `its run ${differing.folder} has other contents`
        : "its suite file is another";
  throw new UserError("SUITE_CHANGED", `${part} is a part of another suite (${suite}): ${what}`, {
    place: { file: part },
    remedy: "Run that part again with this suite, the same recipes, plugins and engine.",
  });
}

function copyRun(from: string, to: string): void {
  if (!existsSync(from)) return;
  const aside = `${to}.aside`;
  rmSync(aside, { recursive: true, force: true });
  mkdirSync(dirname(to), { recursive: true });
  cpSync(from, aside, { recursive: true });
  rmSync(to, { recursive: true, force: true });
  renameSync(aside, to);
}
