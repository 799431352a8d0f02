import { physicalCores, UserError, type SuiteHost } from "@lode/core";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { lookAt } from "../looks/look-at.js";
import { assertFair, unfairText, type SuiteDifference } from "./assert-fair.js";
import { assertUnchanged } from "./assert-unchanged.js";
import { collectParts, readParts } from "./collect-parts.js";
import type { PlannedRun } from "./planned-run.js";
import { planSuite, type SuitePlan } from "./plan-suite.js";
import { readSuite, type Suite } from "./read-suite.js";
import { resultJson } from "./result-json.js";
import { resultText } from "./result-text.js";
import type { RunRecord } from "./run-record.js";
import { scoresCsv } from "./scores-csv.js";
import { suiteComparison } from "./suite-comparison.js";
import { suiteCurves } from "./suite-curves.js";
import { suiteEngine } from "./suite-engine.js";
import { seedsNow } from "./suite-look.js";
import { SuiteRuns } from "./suite-runs.js";
import { readSuiteState, writeSuiteState, type SuiteState } from "./suite-state.js";

/** A part of the runs: number `index`, from 1, of so many. */
export interface Shard {
  readonly index: number;
  readonly of: number;
}

export interface CompareSuiteSettings {
  /** The suite's folder; `runs/<suite>` by default, with `-<index>-of-<of>` behind it for a shard. */
  readonly out?: string;
  /** Runs at one time; as many as physical cores by default. */
  readonly concurrency?: number;
  /** Runs a part alone. */
  readonly shard?: Shard;
  /** Folders of parts to put together. Nothing is trained. */
  readonly collect?: readonly string[];
  /** Goes on to the next look. */
  readonly moreSeeds?: number;
}

export interface SuiteEnd {
  /** `result.json`; where there is no verdict yet, `suite.json`. */
  readonly json: object;
  readonly text: string;
  /** Whether a run failed. */
  readonly failed: boolean;
}

/**
 * Does what `lode compare` does: trains what has not ended, and says which recipe is better when all has. Throws a UserError: SUITE_UNFAIR before anything is
 * written, SUITE_CHANGED, USAGE, RUN_LOCKED, or RUN_INTERRUPTED when the host's signal aborts; a run that fails is no error.
 */
export async function compareSuite(file: string, settings: CompareSuiteSettings, host: SuiteHost): Promise<SuiteEnd> {
  const suite = readSuite(file);
  const { collect } = settings;
  const folder = folderOf(suite, settings);
  const before = readSuiteState(folder);
  const engine = await suiteEngine(suite, host, collect ? readParts(collect)[0].engine : before?.engine);
  const differences = await assertFair(suite, engine);
  const allowed = unfairText(differences, suite);
  if (allowed !== "") host.terminal.write(`recipes differ in more than the algorithm, as the suite allows:${allowed}\n`);
  const release = host.lock(folder);
  try {
    assertUnchanged(suite, folder);
    const taken = existsSync(join(folder, "result.json"));
    const seeds = seedsNow(suite, { seeds: before?.seeds, taken }, settings.moreSeeds);
    const plan = await planSuite(suite, engine, folder);
    writeFileSync(join(folder, "compare.json"), suite.text);
    const part = partOf({ suite, plan, folder, seeds, differences, shard: settings.shard });
    return endOf(part, collect ? collected(part, collect) : await trained(part, settings.concurrency ?? physicalCores(), host));
  } finally {
    release();
  }
}

function folderOf({ suite }: Suite, { out, shard, moreSeeds }: CompareSuiteSettings): string {
  if (shard && moreSeeds !== undefined) {
    throw new UserError("USAGE", "--more-seeds goes on with a whole suite", { remedy: "Put its parts together with --collect first." });
  }
  return out ?? `runs/${suite}${shard ? `-${shard.index}-of-${shard.of}` : ""}`;
}

/** What is run, or put together, now. */
interface Part {
  readonly suite: Suite;
  readonly plan: SuitePlan;
  readonly folder: string;
  readonly seeds: number;
  readonly differences: readonly SuiteDifference[];
  readonly runs: readonly PlannedRun[];
  readonly shard: Shard | undefined;
}

/** Runs that stand together share cold starts: shards are cut from the list in one piece. */
function partOf(whole: Omit<Part, "runs">): Part {
  const { suite, plan, seeds, shard } = whole;
  const runs = plan.runs.slice(0, seeds * suite.recipes.length);
  const { index, of } = shard ?? { index: 1, of: 1 };
  return { ...whole, runs: runs.slice(Math.floor(((index - 1) * runs.length) / of), Math.floor((index * runs.length) / of)) };
}

function stateOf({ suite, plan, seeds, shard }: Part, runs: readonly RunRecord[]): SuiteState {
  const { hash, engine, versions } = plan;
  return { suite: suite.suite, hash, seeds, shard: shard ? `${shard.index}/${shard.of}` : null, engine, versions, runs };
}

function collected(part: Part, parts: readonly string[]): readonly RunRecord[] {
  const { suite, plan, runs, folder } = part;
  const records = collectParts(runs, parts, { plan, folder, collapseBelow: suite.collapse?.below });
  writeSuiteState(folder, stateOf(part, records));
  return records;
}

async function trained(part: Part, concurrency: number, host: SuiteHost): Promise<readonly RunRecord[]> {
  const { suite, plan, runs: planned, folder } = part;
  const changed = (records: readonly RunRecord[]): void => {
    writeSuiteState(folder, stateOf(part, records));
  };
  const runs = new SuiteRuns(planned, { folder, evaluation: plan.evaluation, collapseBelow: suite.collapse?.below, concurrency, changed }, host);
  await runs.train();
  const records = runs.all();
  if (!host.signal.aborted) return records;
  const ended = records.filter(({ state }) => state !== "queued").length;
  throw new UserError("RUN_INTERRUPTED", `stopped with ${ended} of ${records.length} runs ended`, {
    place: { file: folder },
    remedy: "Give the same command again: it goes on where each run stopped.",
  });
}

/** The verdicts where all runs have ended; else what is there. */
function endOf(part: Part, records: readonly RunRecord[]): SuiteEnd {
  const { suite, plan, folder, shard, differences, seeds } = part;
  const failed = records.some(({ state }) => state === "failed");
  const missing = records.filter(({ state }) => state === "queued");
  if (shard || missing.length > 0) return { json: stateOf(part, records), text: partText(part, records), failed };
  const recipes = suite.recipes.map(({ name }) => name);
  const place = { folder, evaluation: plan.evaluation };
  const csv = scoresCsv(recipes, records, place);
  const found = suiteComparison({ suite, plan, records, look: suite.looks ? lookAt(suite.looks, seeds) : null, csv });
  const json = resultJson(found, differences);
  writeFileSync(join(folder, "scores.csv"), csv);
  writeFileSync(join(folder, "curves.json"), `${JSON.stringify(suiteCurves(recipes, records, place), null, 2)}\n`);
  writeFileSync(join(folder, "result.json"), `${JSON.stringify(json, null, 2)}\n`);
  return { json, text: resultText(found, folder), failed };
}

function partText({ suite, folder, shard }: Part, records: readonly RunRecord[]): string {
  const count = (state: RunRecord["state"]): number => records.filter((record) => record.state === state).length;
  const [failed, missing] = [count("failed"), count("queued")];
  const lines = [
    `${suite.suite}${shard ? `, part ${shard.index} of ${shard.of}` : ""}: ${records.length - failed - missing} of ${records.length} runs have scores, ${failed} failed, ${missing} are missing`,
    ...records
      .filter(({ state }) => state !== "done")
      .map(({ recipe, seed, state, reason }) => `  ${recipe}, seed ${seed}: ${state === "queued" ? "missing" : (reason ?? state)}`),
    `no verdict of a part: ${folder}`,
    `next: ${shard ? `lode compare ${suite.file} --collect runs/${suite.suite}-*-of-${shard.of}` : `lode compare ${suite.file}   (it trains what is missing)`}`,
  ];
  return `${lines.join("\n")}\n`;
}
