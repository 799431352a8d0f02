import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { UserError } from "@lode/core";
import { format, resolveConfig } from "prettier";
import { benchArguments, type BenchArguments } from "./bench-arguments.js";
import { Bench } from "./bench.js";
import { gpuFailure } from "./gpu-failure.js";
import { machineInWords } from "./machine.js";
import type { Measurement } from "./measurement.js";
import { samplingPart } from "./parts/sampling-part.js";
import { slopePart } from "./parts/slope-part.js";
import { startPart } from "./parts/start-part.js";
import { stepPart } from "./parts/step-part.js";
import { trainPart } from "./parts/train-part.js";
import { PeerFailure } from "./peer.js";
import { Progress } from "./progress.js";
import { pythonEnvironment } from "./python-environment.js";
import { reportObject } from "./report-object.js";
import { reportText } from "./report-text.js";
import type { Report } from "./report.js";
import { resultsPage } from "./results-page.js";
import { ROOT } from "./root.js";
import type { Row } from "./row.js";
import { versionsOf } from "./versions.js";

const FULL = { rounds: 7, warmUpSteps: 3, warmUpSeconds: 2, turnSeconds: 0.5 };
/** Processes that want a processor, over the last minute; the build before the benchmark is one of them. */
const QUIET = 1.5;
const QUICK = { rounds: 2, warmUpSteps: 1, warmUpSeconds: 0, turnSeconds: 0.1 };

async function main(words: readonly string[]): Promise<void> {
  const given = benchArguments(words);
  const folder = mkdtempSync(join(tmpdir(), "lode-bench-"));
  try {
    const report = await measured(given, folder, ["npm run bench --", ...words].join(" "));
    process.stdout.write(given.json ? `${JSON.stringify(reportObject(report))}\n` : reportText(report));
    if (report.rows.some(({ ours }) => ours === null)) process.exitCode = 1;
    if (given.write) await writeResults(report);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** As `npm run lint` wants it. */
async function writeResults(report: Report): Promise<void> {
  const file = join(ROOT, "test/bench/RESULTS.md");
  writeFileSync(file, await format(resultsPage(report), { ...(await resolveConfig(file)), filepath: file }));
}

async function measured(given: BenchArguments, folder: string, command: string): Promise<Report> {
  const [load] = loadavg();
  const tell = (news: string): void => void process.stderr.write(`${news}\n`);
  const environment = pythonEnvironment(tell);
  const effort = given.quick ? QUICK : FULL;
  const setting = { engine: given.engine, environment, effort, folder };
  const gpu = await gpuFailure(new Bench({ ...setting, hasGpu: false }));
  const bench = new Bench({ ...setting, hasGpu: gpu === undefined });
  const remarks = [
    ...("missing" in environment ? [`skipped: peers: no Python environment could be made (${environment.missing})`] : []),
    ...(gpu === undefined ? [] : [`skipped: ${gpu}`]),
    ...(load > QUIET ? [`other programs were running (load ${load.toFixed(1)} at the beginning): do not trust these figures, those of two threads least`] : []),
  ];
  remarks.forEach(tell);
  const rows = await measureAll(bench, given);
  return { command, machine: machineInWords(), versions: versionsOf(environment), engine: given.engine, remarks, rows };
}

async function measureAll(bench: Bench, { only }: BenchArguments): Promise<readonly Row[]> {
  const { threads } = bench;
  const all = [...trainPart(threads), ...samplingPart(threads), ...stepPart(threads), ...slopePart(), ...startPart()];
  const chosen = all.filter(({ part }) => only.length === 0 || only.includes(part));
  const progress = new Progress(chosen, process.stderr);
  const rows: Row[] = [];
  for (const measurement of chosen) {
    progress.begin(measurement);
    rows.push(...(await rowsOf(measurement, bench)));
    progress.end(measurement);
  }
  progress.clear();
  return rows;
}

/** A measurement that breaks off is a row without figures: the others are worth having. */
async function rowsOf({ name, measure }: Measurement, bench: Bench): Promise<readonly Row[]> {
  try {
    return await measure(bench);
  } catch (error) {
    if (!(error instanceof PeerFailure)) throw error;
    return [{ name, threads: null, unit: "seconds", ours: null, peerName: "", peer: null, note: error.message }];
  }
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(`${error.code}: ${error.message}\n  do   ${error.remedy}\n`);
  process.exitCode = 2;
}
