import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

interface Row {
  readonly major: number;
  readonly version: string;
  readonly passed: number;
  readonly failed: number;
  readonly note: string;
}

const MAJORS = [20, 22, 24, 26];
const root = fileURLToPath(new URL("../../../", import.meta.url));

/** The npm package that holds Node.js for this machine, named as the package `node` names it. */
function platformPackage(): string {
  const platform = process.platform === "win32" ? "win" : process.platform;
  const prefix = platform === "darwin" && process.arch === "arm64" ? "node-bin" : "node";
  return `${prefix}-${platform}-${process.arch}`;
}

function skipped(major: number, note: string): Row {
  return { major, version: "", passed: 0, failed: 0, note: `skipped: ${note}` };
}

function broken(major: number, version: string, note: string): Row {
  return { major, version, passed: 0, failed: 1, note };
}

/** Runs mocha under one Node.js; a run that dies before it can count is one failure. */
function runMocha(major: number, node: string, report: string): Row {
  const version = spawnSync(node, ["--version"], { encoding: "utf8" }).stdout.trim();
  const mocha = join(root, "node_modules", "mocha", "bin", "mocha.js");
  const options = ["--reporter", "json", "--reporter-option", `output=${report}`];
  const run = spawnSync(node, [mocha, ...options], { cwd: root, encoding: "utf8", maxBuffer: 1 << 28 });
  try {
    const { stats, failures } = JSON.parse(readFileSync(report, "utf8")) as {
      stats: { passes: number; failures: number };
      failures: readonly { fullTitle: string }[];
    };
    const failed = run.status === 0 ? stats.failures : Math.max(1, stats.failures);
    return { major, version, passed: stats.passes, failed, note: failures.map(({ fullTitle }) => fullTitle).join("; ") };
  } catch {
    return broken(major, version, `mocha ended with status ${String(run.status)}: ${run.stderr.trim().slice(-500)}`);
  }
}

function testWith(major: number, folder: string): Row {
  const name = platformPackage();
  const install = spawnSync("npm", ["install", "--prefix", folder, "--no-save", "--no-audit", "--no-fund", `${name}@${major}`], {
    cwd: folder,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (/E404|ETARGET/.test(install.stderr)) return skipped(major, `npm has no ${name}@${major}`);
  if (install.status !== 0) return broken(major, "", `npm install: ${install.stderr.trim().slice(-500)}`);
  const { bin } = JSON.parse(readFileSync(join(folder, "node_modules", name, "package.json"), "utf8")) as { bin: { node: string } };
  return runMocha(major, join(folder, "node_modules", name, bin.node), join(folder, "report.json"));
}

/** The tests under every supported major version of Node.js, each taken from npm into a folder outside the repository. */
function runAll(): void {
  process.stdout.write("node   version     passed  failed  note\n");
  for (const major of MAJORS) {
    const folder = mkdtempSync(join(tmpdir(), "lode-node-"));
    try {
      const row = testWith(major, folder);
      const cells = [String(row.major).padEnd(7), row.version.padEnd(12), String(row.passed).padEnd(8), String(row.failed).padEnd(8), row.note];
      process.stdout.write(`${cells.join("")}\n`);
      if (row.failed > 0) process.exitCode = 1;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

runAll();
