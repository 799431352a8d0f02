import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";

/** Files that may differ between equal runs: seconds, the lock, and what was written aside. */
const OF_THE_MACHINE = /^(seconds\.json|lock\.json.*|\.aside(\/.*)?)$/;

/** The contents of a run that must be equal in equal runs, by path: bytes, but metrics and summary without what depends on the clock. */
export function runFiles(run: string): ReadonlyMap<string, string> {
  const paths = readdirSync(run, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(run, join(entry.parentPath, entry.name)))
    .filter((path) => !OF_THE_MACHINE.test(path));
  return new Map(paths.sort().map((path) => [path, content(run, path)]));
}

function content(run: string, path: string): string {
  if (path === "metrics.jsonl") return rows(run).map(withoutClock).join("\n");
  if (path !== "summary.json") return readFileSync(join(run, path)).toString("latin1");
  const { seconds: _, ...summary } = JSON.parse(readFileSync(join(run, path), "utf8")) as Record<string, unknown>;
  return JSON.stringify(summary);
}

/** The complete rows of metrics that a run has written so far. */
export function rows(run: string): readonly string[] {
  const file = join(run, "metrics.jsonl");
  return existsSync(file) ? readFileSync(file, "utf8").split("\n").slice(0, -1) : [];
}

/** A row without `time/`, `throughput/` and `memory/`; what is left keeps its bytes. */
function withoutClock(row: string): string {
  return row.replace(/"(time|throughput|memory)\/[^"]*":[^,}]*,?/g, "").replace(/,}$/, "}");
}

/** Names of the checkpoints of a run. */
export function checkpoints(run: string): readonly string[] {
  const folder = join(run, "checkpoints");
  return existsSync(folder) ? readdirSync(folder).filter((name) => statSync(join(folder, name)).isDirectory()) : [];
}

/** Updates of a component's optimizer by the last checkpoint of a run. */
export function optimizerSteps(run: string, component: string): number {
  const last = checkpoints(run)
    .map((name) => Number(name.replace("step-", "")))
    .sort((a, b) => b - a)
    .at(0);
  if (last === undefined) return 0;
  return (JSON.parse(readFileSync(join(run, `checkpoints/step-${last}/${component}.json`), "utf8")) as { optimizerSteps: number }).optimizerSteps;
}
